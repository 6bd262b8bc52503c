import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** Class beside `menu`, which says where it opens. */
  readonly kind?: string;
  /** What the button shows. */
  readonly label: ComponentChildren;
  /** What the button is called, where {@link label} does not say it. */
  readonly name?: string;
  /** A function is given what closes it. */
  readonly children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

/** A panel behind a button. Escape, a click elsewhere, and following a link in it close it. */
export function Menu({ kind = '', label, name, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: Event): void => {
      if (!menu.current!.contains(event.target as Node)) setOpen(false);
    };
    const onLeave = (): void => setOpen(false);
    addEventListener('pointerdown', onPointer);
    addEventListener('hashchange', onLeave);
    return () => {
      removeEventListener('pointerdown', onPointer);
      removeEventListener('hashchange', onLeave);
    };
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current!.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    // Escape is heard wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class={`menu ${kind}`} ref={menu} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        aria-expanded={isOpen}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && <div class="menu-panel">{typeof children === 'function' ? children(close) : children}</div>}
    </div>
  );
}
