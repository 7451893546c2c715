import { readPage } from '@/lib/db/read-page';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { PEER_COLUMNS, type PeerSql, peerView } from './row';

/** Every peer, newest first, disabled ones too. */
export const listPeers = defineQuery({
  name: 'peer.list',
  right: 'peer.manage',
  input: pageInput,
  run: ({ limit, cursor }, _, now) =>
    readPage({
      order: [
        { sql: 'p.added_at', type: 'timestamptz', order: 'desc' },
        { sql: 'p.id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT ${PEER_COLUMNS}, ${page.select} FROM peer p JOIN api_key k ON k.id = p.key_id
          WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: PeerSql) => peerView(row, now),
    }),
});
