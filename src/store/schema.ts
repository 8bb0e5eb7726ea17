/**
 * The tables of `migrations/`, as Kysely sees them. Booleans are 0 | 1, instants epoch milliseconds, local days
 * 'YYYY-MM-DD', structured values JSON text.
 */
import type { ColumnType } from 'kysely';

/** A column that the database fills in when an insert leaves it out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** A column that may be left out of an insert because it may be NULL. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
export type Flag = 0 | 1;

export type PlatformName = 'discord' | 'slack' | 'playground';
export type RoundStatus = 'planned' | 'open' | 'closed' | 'void';
export type ScheduleStatus = 'active' | 'paused' | 'removed';
/** Who stopped a schedule: an admin, two weeks without an answer, or a platform that refused. */
export type PauseReason = 'admin' | 'silent' | 'trouble';
export type OutboxKind = 'post' | 'closing-edit' | 'reveal' | 'share' | 'share-edit' | 'result' | 'notice';
export type ReadingState = 'waiting' | 'read' | 'failed';
export type OutboxState = 'ready' | 'sent' | 'unknown' | 'dropped';

export interface Database {
  facts: { name: string; value: string };
  teams: { id: string; name: string; notify_channel_id: Nullable<string>; created_at: number };
  workspaces: {
    id: string;
    team_id: string;
    platform: PlatformName;
    external_id: string;
    name: string;
    created_at: number;
    removed_at: Nullable<number>;
  };
  installations: {
    platform: PlatformName;
    external_id: string;
    sealed: string;
    key_id: string;
    installed_by: Nullable<string>;
    created_at: number;
    changed_at: number;
  };
  channels: {
    id: string;
    team_id: string;
    workspace_id: string;
    external_id: string;
    name: string;
    last_number: Defaulted<number>;
    created_at: number;
  };
  members: {
    id: string;
    team_id: string;
    name: string;
    alias: Nullable<string>;
    board: Defaulted<Flag>;
    tell: Defaulted<Flag>;
    reminders: Defaulted<Flag>;
    last_channel_id: Nullable<string>;
    joined_at: number;
  };
  identities: { workspace_id: string; external_id: string; member_id: string };
  aways: { member_id: string; from_on: string; until_on: Nullable<string> };
  allowances: { workspace_id: string; who: string; allowed_by: Nullable<string>; created_at: number };
  schedules: {
    channel_id: string;
    status: ScheduleStatus;
    time: string;
    zone: string;
    /** ISO weekdays joined by commas: '1,2,3,4,5'. */
    days: string;
    reveal: string;
    /** JSON array of topic slugs; NULL means all. */
    topics: Nullable<string>;
    difficulty: Nullable<number>;
    thread: Defaulted<Flag>;
    recap: Defaulted<Flag>;
    ping: Nullable<string>;
    next_on: Nullable<string>;
    next_at: Nullable<number>;
    pause_reason: Nullable<PauseReason>;
    configured_by: Nullable<string>;
    created_at: number;
    changed_at: number;
  };
  skips: { channel_id: string; skipped_on: string };
  queued_questions: { channel_id: string; queued_on: string; question_id: string };
  questions: { id: string; version: number; content: string };
  rounds: {
    id: string;
    team_id: string;
    channel_id: string;
    number: number;
    played_on: string;
    week: string;
    zone: string;
    question_id: string;
    question_version: number;
    status: RoundStatus;
    instant: Defaulted<Flag>;
    comeback: Defaulted<Flag>;
    outage: Defaulted<Flag>;
    opens_at: number;
    closes_at: number;
    closed_at: Nullable<number>;
    post_ref: Nullable<string>;
    /** JSON array of answers that an admin accepts besides the key. */
    accepted: Defaulted<string>;
    void_reason: Nullable<string>;
    answers: Defaulted<number>;
    solved: Defaulted<number>;
    credit: Defaulted<number>;
  };
  submissions: {
    round_id: string;
    member_id: string;
    answer: string;
    answered_at: number;
    changed_at: number;
    credit: Nullable<number>;
    points: Nullable<number>;
    verdict: Nullable<string>;
    rule: Nullable<number>;
  };
  hints: { round_id: string; member_id: string; taken: number };
  tells: { round_id: string; member_id: string };
  scores: {
    team_id: string;
    /** '*' stands for the whole team. */
    channel_id: string;
    period: string;
    member_id: string;
    points: number;
    answers: number;
    credit: number;
  };
  outbox: {
    id: string;
    once_key: string;
    kind: OutboxKind;
    urgency: number;
    round_id: Nullable<string>;
    channel_id: Nullable<string>;
    member_id: Nullable<string>;
    payload: Nullable<string>;
    state: OutboxState;
    attempts: Defaulted<number>;
    ready_at: number;
    lease: Nullable<string>;
    lease_until: Nullable<number>;
    trouble: Nullable<string>;
    created_at: number;
    settled_at: Nullable<number>;
  };
  drafts: { id: string; member_id: string; form: string; content: string; created_at: number };
  flags: {
    id: string;
    round_id: string;
    member_id: string;
    reason: string;
    created_at: number;
    decision: Nullable<string>;
    decided_by: Nullable<string>;
    decided_at: Nullable<number>;
  };
  team_questions: { team_id: string; id: string; version: number; content: string; added_at: number };
  suggestions: {
    id: string;
    team_id: string;
    member_id: Nullable<string>;
    content: string;
    created_at: number;
    decision: Nullable<string>;
    reason: Nullable<string>;
    decided_by: Nullable<string>;
    decided_at: Nullable<number>;
  };
  practices: {
    id: string;
    member_id: string;
    question_id: string;
    question_version: number;
    hints: Defaulted<number>;
    asked_at: number;
    answer: Nullable<string>;
    credit: Nullable<number>;
    answered_at: Nullable<number>;
  };
  claims: {
    id: string;
    team_id: string;
    member_id: string;
    round_id: Nullable<string>;
    practice_id: Nullable<string>;
    question_id: string;
    question_version: number;
    point_id: string;
    phrasing: string;
    created_at: number;
    decision: Nullable<string>;
    decided_by: Nullable<string>;
    decided_at: Nullable<number>;
  };
  team_phrasings: {
    team_id: string;
    question_id: string;
    question_version: number;
    position: number;
    point_id: string;
    phrasing: string;
    added_at: number;
  };
  shares: {
    id: string;
    round_id: string;
    member_id: Nullable<string>;
    shared_at: number;
    post_ref: Nullable<string>;
    confirmed_at: Nullable<number>;
    withdrawn_at: Nullable<number>;
  };
  thanks: { share_id: string; member_id: string; thanked_at: number };
  readings: {
    id: string;
    member_id: string;
    round_id: Nullable<string>;
    practice_id: Nullable<string>;
    hash: string;
    model: string;
    state: ReadingState;
    /** JSON array of point findings. */
    findings: Nullable<string>;
    attempts: Defaulted<number>;
    asked_at: number;
    ready_at: number;
    lease: Nullable<string>;
    lease_until: Nullable<number>;
    tried_at: Nullable<number>;
    trouble: Nullable<string>;
  };
  review_cards: { member_id: string; question_id: string; due_at: number; state: string };
  notices: { team_id: string; kind: string; noticed_on: string };
  seen_requests: { request: string; seen_at: number };
  playground_messages: {
    id: string;
    position: number;
    revision: number;
    once_key: Nullable<string>;
    channel: string;
    member: Nullable<string>;
    reply_to: Nullable<string>;
    content: string;
    sent_at: number;
    changed_at: number;
  };
}
