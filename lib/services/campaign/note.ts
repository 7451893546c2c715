import { z } from 'zod';
import { mentionsIn } from '@/lib/model/activity';
import { entityId, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';

const MOST_CALLED = 500;

/**
 * Adds a note to a campaign. Notes stand as they were written: they are neither changed nor taken back, so two people who
 * write at once lose nothing. "@Name" calls a person. RetortError `not_found`.
 */
export const noteCampaign = defineVerb({
  name: 'campaign.note',
  right: 'alert.triage',
  input: z.object({
    id: entityId,
    text: storableText.trim().min(1, 'Write something.').max(4_000, 'Keep a note under 4,000 characters.'),
  }),
  async run({ id, text }, { tx, now, newId, actor, audit }) {
    const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1 FOR SHARE', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    const { rows: people } = await tx.query<{ id: string; name: string }>(
      `SELECT id, name FROM auth_user WHERE NOT banned AND name <> '' ORDER BY id LIMIT ${MOST_CALLED}`,
    );
    const called = mentionsIn(text, people);
    const noteId = newId();
    await tx.query(
      `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
       VALUES ($1, $2, $3, 'note', $4, $5, $6)`,
      [
        noteId,
        id,
        now,
        describeActor(actor).name,
        text,
        JSON.stringify({ mentions: called.map((person) => ({ id: person.id, name: person.name })) }),
      ],
    );
    audit({
      entity: 'campaign',
      entityId: id,
      after: { note_id: noteId, text, mentions: called.map((person) => person.id) },
    });
    return { id: noteId, at: now.toISOString(), mentions: called.map(({ name }) => name) };
  },
});
