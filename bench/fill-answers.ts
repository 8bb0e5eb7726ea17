/** Gives every member a graded answer to every closed round, and the boards their rows. */

import type Sqlite from 'better-sqlite3';

/** @param db with the temporary table `played` of `fill` */
export function fillAnswers(db: Sqlite.Database): void {
  fillSubmissions(db);
  fillWeeks(db);
  db.exec('create temp table seasons as select distinct week, season from played');
  fillSeasons(db);
  fillAllTime(db);
  fillTeamBoards(db);
}

/** Credits of 0, ¼, ½, ¾ and 1, spread over members and rounds; points as the rule makes them of these. */
function fillSubmissions(db: Sqlite.Database): void {
  db.exec(`
    insert into submissions (round_id, member_id, answer, answered_at, changed_at, credit, points, verdict, rule)
      select round_id, member_id, '{"kind":"choice","letters":["b"]}', opens_at, opens_at, credit,
        max(2, cast(round(10 * credit) as integer)), '{"credit":' || credit || ',"right":false}', 1
      from (
        select rounds.id as round_id, members.id as member_id, rounds.opens_at,
          ((number * 7 + cast(substr(members.id, 13) as integer) * 13) % 5) / 4.0 as credit
        from rounds join members on members.team_id = rounds.team_id
        order by rounds.id, members.id
      );
  `);
}

/** A week's points: all but the weakest round, where there was more than one. */
function fillWeeks(db: Sqlite.Database): void {
  db.exec(`
    insert into scores (team_id, channel_id, period, member_id, points, answers, credit)
      select team_id, channel_id, week, member_id,
        sum(points) - case when count(*) > 1 then min(points) else 0 end, count(*), sum(submissions.credit)
      from rounds join submissions on submissions.round_id = rounds.id
      group by team_id, channel_id, week, member_id;
  `);
}

/** A season's points: the best five of its six weeks. */
function fillSeasons(db: Sqlite.Database): void {
  db.exec(`
    insert into scores (team_id, channel_id, period, member_id, points, answers, credit)
      select team_id, channel_id, season, member_id,
        sum(points) - case when count(*) > 5 then min(points) else 0 end, sum(answers), sum(credit)
      from scores join seasons on seasons.week = scores.period
      group by team_id, channel_id, season, member_id;
  `);
}

function fillAllTime(db: Sqlite.Database): void {
  db.exec(`
    insert into scores (team_id, channel_id, period, member_id, points, answers, credit)
      select team_id, channel_id, 'all', member_id, sum(points), sum(answers), sum(credit)
      from scores join seasons on seasons.week = scores.period
      group by team_id, channel_id, member_id;
  `);
}

/** A team with one channel scores the same as a whole. */
function fillTeamBoards(db: Sqlite.Database): void {
  db.exec(`
    insert into scores (team_id, channel_id, period, member_id, points, answers, credit)
      select team_id, '*', period, member_id, points, answers, credit from scores;
  `);
}
