import type { Endpoints } from '../api/contract.js';

/** Read only: the site's software makes and changes them. */
export function EndpointsSection({ endpoints: { data, has_more } }: { endpoints: Endpoints }) {
  return (
    <section className="settings-section" aria-labelledby="endpoints">
      <h3 id="endpoints">Webhook endpoints</h3>
      {data.length === 0 ? (
        <p>
          None. With <code>POST /v1/webhook-endpoints</code> your site hears of each decision.
        </p>
      ) : (
        <>
          <p className="quiet">
            Changed by your site’s software, with <code>/v1/webhook-endpoints</code>.
          </p>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Hears of</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ id, url, description, eventTypes, disabledReason }) => (
                <tr key={id} data-off={disabledReason !== null || undefined}>
                  <td>
                    <span className="row-name">{url}</span>
                    {description && <span className="under">{description}</span>}
                  </td>
                  <td data-label="Hears of">{eventTypes.length > 0 ? eventTypes.join(', ') : 'everything'}</td>
                  <td data-label="State">{disabledReason ? `Disabled: ${disabledReason}` : 'In use'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {has_more && <p className="quiet">There are more.</p>}
        </>
      )}
    </section>
  );
}
