declare module 'wink-porter2-stemmer' {
  /** The Porter 2 stem of a lower-case English word; anything else comes back as it is, or nearly. */
  export default function stem(word: string): string;
}
