import { redirect } from 'next/navigation';

/** The console begins with the queue. */
export default function Start() {
  redirect('/queue');
}
