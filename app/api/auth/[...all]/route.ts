import { getAuth } from '@/lib/auth/auth';

const handler = (request: Request): Promise<Response> => getAuth().handler(request);

export { handler as GET, handler as POST };
