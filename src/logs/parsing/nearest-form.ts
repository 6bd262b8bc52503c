import { ALL_FORMS } from '../programs/registry.js';
import type { MessageForm } from './message-form.js';
import { shapeOf } from './line-shape.js';

const LONGEST_COMPARED = 40;

/** The form whose example has most words in common with `message`, counting those at the same place double. */
export function nearestForm(message: string): MessageForm {
  const words = wordsOf(message);
  let nearest = ALL_FORMS[0]!;
  let best = -1;
  for (const form of ALL_FORMS) {
    const score = likeness(words, wordsOf(form.example));
    if (score <= best) continue;
    best = score;
    nearest = form;
  }
  return nearest;
}

function wordsOf(message: string): string[] {
  return shapeOf(message).toLowerCase().split(' ').slice(0, LONGEST_COMPARED);
}

/** Between 0 and 1. */
function likeness(words: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  let score = 0;
  words.forEach((word, index) => {
    if (word === '*') return;
    if (others[index] === word) score += 2;
    else if (known.has(word)) score += 1;
  });
  return score / (words.length + others.length);
}
