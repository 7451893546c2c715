import type { Section } from '@/lib/export/report/document';

const TERMS: readonly [term: string, meaning: string][] = [
  [
    'Account',
    'A customer’s identity at the provider. It need not be one person, nor a person only one account.',
  ],
  ['Base rate', 'How often the same is found among unrelated customers, where it means nothing.'],
  [
    'Campaign',
    'A group of accounts that is assessed as one operation which harvests a model’s capabilities.',
  ],
  ['Capability', 'What a request asks the model to do, as labelled by a program from its wording.'],
  ['Exchange', 'One request to a model with its answer.'],
  [
    'Distillation, harvest',
    'Collecting the answers of one model to train another. A harvest exchange is one whose kind is collected for it.',
  ],
  ['Indicator', 'A value that several accounts share, such as a network, a card or a client program.'],
  [
    'Likelihood words',
    'From “almost certain” (0.95 and more) to “very unlikely”: the scale of US Intelligence Community Directive 203.',
  ],
  ['Membership', 'How probable it is that an account is part of the operation, from 0 to 100%.'],
  ['Scaffold', 'The constant part of prompts that a program fills with ever new contents (“payload”).'],
  ['TLP', 'Traffic Light Protocol 2.0 of FIRST: with whom a recipient may share this.'],
  [
    'Weight, log-odds',
    'Natural logarithm of how many times more likely a finding is if the answer is yes. +2.3 is ten to one for, −2.3 ten to one against.',
  ],
];

export function glossarySection(): Section {
  return {
    id: 'glossary',
    title: 'Words used',
    blocks: [
      {
        kind: 'facts',
        only: 'full',
        items: TERMS.map(([name, value]) => ({ name, value })),
      },
    ],
  };
}
