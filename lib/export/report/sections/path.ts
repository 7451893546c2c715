import type { CaseFile } from '@/lib/export/case/model';
import type { Section, Text } from '@/lib/export/report/document';
import { pathPicture } from '@/lib/export/report/pictures/path';
import { ATLAS_VERSION, tacticOf, techniquesOf, whyOf } from '@/lib/export/techniques';

/** The way of the operation by stages, each technique with what it rests on. */
export function pathSection(file: CaseFile): Section {
  const techniques = techniquesOf(file);
  return {
    id: 'path',
    title: 'Attack path',
    blocks:
      techniques.length === 0
        ? [
            {
              kind: 'text',
              text:
                file.campaign.status === 'dismissed'
                  ? 'The campaign was dismissed: no technique is attributed to it.'
                  : 'None of the techniques that are known here is supported by the evidence.',
            },
          ]
        : [
            {
              kind: 'text',
              text: [
                'Techniques are those of MITRE ATLAS and MITRE ATT&CK, put to the evidence by a fixed table. ',
                { strong: 'Seen' },
                ' means that it shows in the provider’s own records; ',
                { strong: 'concluded' },
                ' that it follows from them and was not itself observed.',
              ],
            },
            { kind: 'picture', picture: pathPicture(techniques) },
            {
              kind: 'table',
              caption: `Techniques in the order of the stages (ATLAS ${ATLAS_VERSION}, ATT&CK for Enterprise)`,
              columns: [
                { name: 'Stage', width: 17 },
                { name: 'Technique', width: 31 },
                { name: 'Basis', width: 12 },
                { name: 'Why', width: 40 },
              ],
              rows: techniques.map((technique): Text[] => {
                const tactic = tacticOf(technique);
                return [
                  `${tactic.name} (${tactic.id})`,
                  [{ foreign: technique.id, code: true }, ` ${technique.name}`],
                  technique.basis === 'seen' ? [{ strong: 'Seen' }] : 'Concluded',
                  whyOf(technique),
                ];
              }),
            },
          ],
  };
}
