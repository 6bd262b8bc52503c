import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { showViewTitle } from '../page-title.js';

/** The heading of a view. Whoever comes from another view by keyboard or hears the page goes on from it. */
export function ViewTitle({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => showViewTitle(title), [title]);
  useEffect(() => {
    // On the first view the beginning of the page is the place to begin.
    if (hasShownView) heading.current?.focus({ preventScroll: true });
    hasShownView = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}

let hasShownView = false;
