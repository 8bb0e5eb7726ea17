export function overhanging(): string[];
export function faint(): string[];
export function small(): string[];
