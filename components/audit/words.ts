import { spelled } from '@/components/ui/format';

const DEEDS: Record<string, string> = {
  'account.ban': 'banned',
  'account.reinstate': 'reinstated',
  'account.suspend': 'suspended',
  'alert.assign': 'assigned',
  'alert.claim': 'claimed',
  'alert.claim_next': 'claimed as next',
  'alert.release': 'released',
  'alert.renew': 'kept holding',
  'alert.snooze': 'snoozed',
  'alert.triage_batch': 'triaged together',
  'alert.wake': 'woke',
  'audit.record_check': 'checked the chain of',
  'batch.apply': 'acted on',
  'batch.approve': 'approved',
  'batch.begin': 'began',
  'batch.cancel': 'cancelled',
  'batch.decline': 'declined',
  'batch.draft': 'drafted',
  'batch.expire': 'let expire',
  'batch.freeze': 'froze the accounts of',
  'batch.pause': 'paused',
  'batch.resume': 'resumed',
  'batch.retry': 'retried the failed of',
  'batch.reverse': 'reversed',
  'batch.submit': 'submitted',
  'campaign.assign': 'changed the owner of',
  'campaign.confirm': 'confirmed',
  'campaign.dismiss': 'dismissed',
  'campaign.exclude': 'took an account out of',
  'campaign.exclude_many': 'took accounts out of',
  'campaign.include': 'took an account back into',
  'campaign.include_many': 'took accounts back into',
  'campaign.merge': 'merged',
  'campaign.note': 'wrote a note on',
  'campaign.reopen': 'reopened',
  'campaign.share': 'shared',
  'campaign.snooze': 'snoozed the alerts of',
  'campaign.split': 'split',
  'campaign.undo': 'took a decision back on',
  'campaign.unshare': 'took back what was shared of',
  'campaign.unwatch': 'stopped watching',
  'campaign.see': 'looked at the news of',
  'campaign.watch': 'watches',
  'demo.mark': 'marked',
  'demo.remove': 'removed',
  'demo.request_load': 'asked to load',
  'demo.request_removal': 'asked to remove',
  'demo.settle': 'finished work on',
  'detection.run': 'ran detection',
  'detector.cancel_backtest': 'cancelled a back-test of',
  'detector.discard': 'discarded',
  'detector.go_live': 'put live',
  'detector.request_backtest': 'had back-tested',
  'detector.save_draft': 'drafted',
  'detector.settle_backtest': 'back-tested',
  'detector.to_shadow': 'ran as shadow',
  'indicator.sight': 'told peers that here was seen',
  'indicator.unwatch': 'stopped watching',
  'indicator.watch': 'watches',
  'ingest.accept': 'took in',
  'intel.accept': 'handed in',
  'intel.add_source': 'added',
  'intel.change_source': 'changed',
  'intel.match': 'matched',
  'intel.pause_source': 'paused',
  'intel.poll_source': 'had polled',
  'intel.remove_source': 'took away',
  'intel.resume_source': 'resumed',
  'intel.take': 'read',
  'intel.take_page': 'read',
  'invitation.accept': 'accepted',
  'invitation.create': 'made',
  'invitation.revoke': 'took back',
  'list.export': 'exported',
  'key.add': 'made',
  'key.revoke': 'revoked',
  'model.remove_release': 'took back the release of',
  'model.set_release': 'set the release of',
  'order.ack': 'acknowledged an order of',
  'order.ack_many': 'acknowledged orders of',
  'order.retry': 'sent again',
  'order.settle': 'settled',
  'peer.add': 'added',
  'peer.change': 'changed',
  'peer.disable': 'disabled',
  'peer.enable': 'enabled',
  'peer.renew': 'gave a new key to',
  'scaffold.reveal': 'revealed prompt text of',
  'session.begin': 'signed in as',
  'session.confirm': 'confirmed to be',
  'session.end': 'ended a session of',
  'session.end_others': 'ended the other sessions of',
  'setting.change': 'changed',
  'share.fail': 'could not publish',
  'share.publish': 'published',
  'share.withdraw': 'revoked',
  'target.add': 'added',
  'target.change': 'changed',
  'target.pause': 'paused',
  'target.record_test': 'noted a test of',
  'target.remove': 'took away',
  'target.replay': 'had dead letters sent again to',
  'target.resume': 'resumed',
  'target.test': 'tried',
  'user.add': 'added',
  'user.add_first_admin': 'added',
  'user.begin_two_factor': 'began a second factor for',
  'user.change_password': 'changed the password of',
  'user.change_role': 'changed the role of',
  'user.clear_two_factor': 'took the second factor off',
  'user.confirm_two_factor': 'turned on the second factor of',
  'user.disable': 'disabled',
  'user.enable': 'enabled',
  'user.end_two_factor': 'removed the second factor of',
  'user.renew_backup_codes': 'made new backup codes for',
  'user.reset_password': 'reset the password of',
  'user.unlock': 'unlocked',
  'view.delete': 'deleted',
  'view.save': 'saved',
  'view.share': 'changed who sees',
  'webhook.set': 'set',
  'webhook.test': 'tested',
};

/** What was done, as it stands between who did it and the thing: "banned", "confirmed". */
export function deedWord(verb: string): string {
  return DEEDS[verb] ?? (verb.split('.')[1] ?? verb).replaceAll('_', ' ');
}

/** The deed by itself, for a filter: "Account: ban". */
export function verbWord(verb: string): string {
  const [entity = verb, deed = ''] = verb.split('.');
  return deed ? `${spelled(entity)}: ${deed.replaceAll('_', ' ')}` : spelled(entity);
}

const THINGS: Record<string, string> = {
  alert_batch: 'alerts',
  audit: 'the audit log',
  campaign_watch: 'campaign',
  demo: 'the demonstration,',
  detection_run: 'detection run',
  detector: 'detectors, version',
  ingest_batch: 'records',
  intel_delivery: 'what was shared, bundle',
  intel_indicator: 'shared indicator',
  intel_match: 'accounts with what was shared',
  intel_source: 'source of shared indicators',
  key: 'API key',
  list: 'the list of',
  user: 'person',
  watch: 'value',
};

export function thingWord(entity: string): string {
  return THINGS[entity] ?? entity.replaceAll('_', ' ');
}

/** Where the thing that was touched can be seen; null where it has no page. */
export function thingHref(entity: string, id: string): string | null {
  const to = encodeURIComponent(id);
  switch (entity) {
    case 'account':
      return `/accounts/${to}`;
    case 'campaign':
      return `/campaigns/${to}`;
    case 'campaign_watch':
      return `/campaigns/${encodeURIComponent(id.split(' ')[0] ?? '')}`;
    case 'source':
      return `/settings/sources?source=${to}`;
    case 'detector':
      return `/settings/detectors?version=${to}`;
    case 'alert':
      return `/queue?alert=${to}`;
    case 'batch':
      return `/batches/${to}`;
    case 'order':
    case 'peer':
    case 'intel_source':
    case 'target':
    case 'webhook':
    case 'key':
    case 'user':
    case 'setting':
    case 'model':
    case 'demo':
    case 'invitation':
      return '/settings';
    default:
      return null;
  }
}
