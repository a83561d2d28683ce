import { formFields, siteSettingsSchema } from '@moderato/domain';
import { type Command, Option } from 'commander';
import { type Io, UsageError } from '../io.js';

interface CreateOptions {
  slug: string;
  name: string;
  guidelines: string;
  require: (typeof formFields)[number][];
  requireTerms?: true;
  storeSuggestedScores?: true;
  contact?: string;
}

export function registerSites(program: Command, io: Io): void {
  const sites = program.command('sites').description('the sites that this Moderato serves');
  sites
    .command('create')
    .description('make a site and publish its guidelines')
    .requiredOption('--slug <slug>', 'short name, in lower-case letters, digits and dashes')
    .requiredOption('--name <name>', 'the site’s name, as readers know it')
    .requiredOption('--guidelines <file>', 'the posted guidelines, as text')
    .addOption(
      new Option('--require <fields...>', 'fields that the reply form demands')
        .choices(formFields)
        .default(['comment']),
    )
    .option('--require-terms', 'refuse a comment whose author has not accepted the terms')
    .option('--store-suggested-scores', 'keep the scores that Perspective clients suggest, without the text')
    .option('--contact <address>', 'whom to tell when webhooks fail; default: the guidelines’ report address')
    .action(async (options: CreateOptions) => {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(options.slug)) {
        throw new UsageError('--slug takes lower-case letters, digits and single dashes, e.g. honolulu-star');
      }
      if (
        options.contact !== undefined &&
        !siteSettingsSchema.shape.technicalContact.safeParse(options.contact).success
      ) {
        throw new UsageError('--contact takes an e-mail address');
      }
      const [{ createSite }, { withDatabase }] = await Promise.all([
        import('../create-site.js'),
        import('../open-database.js'),
      ]);
      await withDatabase(io, async (database) => {
        const { siteId, clauses } = await createSite(database, {
          slug: options.slug,
          name: options.name,
          guidelinesFile: options.guidelines,
          settings: {
            requiredFields: options.require,
            requireTerms: options.requireTerms ?? false,
            storeSuggestedScores: options.storeSuggestedScores ?? false,
            technicalContact: options.contact,
          },
        });
        io.stdout.write(`${JSON.stringify({ id: siteId, slug: options.slug, clauses })}\n`);
        io.stderr.write(`Next: moderato keys create --site ${options.slug} --name "the website"\n`);
      });
    });
  sites
    .command('list')
    .description('list the sites, one JSON object a line')
    .action(async () => {
      const [{ findSite, listSiteIds }, { withDatabase }] = await Promise.all([
        import('@moderato/database'),
        import('../open-database.js'),
      ]);
      await withDatabase(io, async (database) => {
        for (const id of await listSiteIds(database)) {
          const site = await database.withSite(id, (tx) => findSite(tx, id));
          if (site) io.stdout.write(`${JSON.stringify({ id, slug: site.slug, name: site.name })}\n`);
        }
      });
    });
}
