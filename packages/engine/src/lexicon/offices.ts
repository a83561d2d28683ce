import { wordSet } from './word-set.js';

const singular =
  'mayor governor senator president minister councilman councilwoman councilmember councilor councillor congressman ' +
  'congresswoman congressperson assemblyman assemblywoman representative legislator lawmaker politician official sheriff ' +
  'prosecutor commissioner superintendent regent chancellor premier bureaucrat council congress senate parliament ' +
  'legislature government administration candidate agency institution';
const irregular =
  'police congressmen congresswomen councilmen councilwomen agencies authorities gov pm potus politburo';

/** Words for people in public office and for institutions. */
export const offices = wordSet(`${singular} ${singular.replace(/\w+/g, '$&s')} ${irregular}`);
