/** Something that whoever starts the program has to put right: its arguments, its settings, its rules. Exit code 2. */
export class MisconfiguredError extends Error {}
