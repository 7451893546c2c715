/** What writes case files, as they say it. A test holds the version to that of package.json. */
export const SOFTWARE = 'Retort';
export const SOFTWARE_VERSION = '0.1.0';
