export type Band = 'strong' | 'partial' | 'weak' | 'no-answer';
export type PointStatus = 'covered' | 'partial' | 'missed' | 'contradicted';

/** What the reader of a free-text answer found of one key point. */
export type PointVerdict = {
  id: string;
  status: PointStatus;
  /** The member's own words it was found in, at most 160 characters. */
  quote?: string;
  /** 0…1, in the status. */
  confidence: number;
};

/** The parts of a behavioral story, in the order they are told. */
export const starParts = ['situation', 'task', 'action', 'result'] as const;
export type StarPart = (typeof starParts)[number];

/** Whether a story has a part. It earns no points. */
export type StarPartVerdict = {
  part: StarPart;
  found: boolean;
  /** The member's own words it was found in, at most 160 characters. */
  quote?: string;
  /** What a strong answer contains there. */
  tip: string;
};

/** What a second reader says of one key point, with the words it says so of. Nothing of it is believed unchecked. */
export type PointFinding = { id: string; status: PointStatus; quote: string };
/** All that a second reader, a language model of this name, says of an answer. */
export type SecondReading = { model: string; findings: readonly PointFinding[] };

/** The reading of a free-text answer: which key points it mentions. It does not say that the answer is correct. */
export type OpenVerdict = {
  /** 0…1, the weighted share of the key points found. */
  score: number;
  band: Band;
  /** One per key point, in the rubric's order. */
  verdicts: PointVerdict[];
  /** Remarks on the answer's form, such as `question-copied`. */
  flags: string[];
  /** The four parts of a behavioral answer; absent for other kinds. */
  parts?: StarPartVerdict[];
  /** The grader alone, or a language model too, whose name `model` then is. */
  by: 'offline' | 'both';
  model?: string;
  /** Each of the two finds it strong by itself. */
  agreed?: true;
};

/** Who may say of an open answer that it is well argued. */
export const confirmers = ['teammate', 'second reader'] as const;
export type ConfirmedBy = (typeof confirmers)[number];

export type Verdict = {
  /** 0…1. */
  credit: number;
  /** Full credit. */
  right: boolean;
  /** Present when key points decided, so absent for an open answer that admins accepted: that one is simply right. */
  open?: OpenVerdict;
  /** Who confirmed it, where that raises an open answer to full points. */
  confirmedBy?: ConfirmedBy;
};
