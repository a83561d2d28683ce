import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MailHealth } from '../api/contract.js';
import { mailHealthQuery } from '../api/queries.js';
import { request } from '../api/request.js';

type Alarm = MailHealth['alarms'][number];

function AlarmLine({ alarm }: { alarm: Alarm }) {
  const client = useQueryClient();
  const works = useMutation({
    mutationFn: (id: string) => request<MailHealth>(`/mail-addresses/${id}/works`, { body: {} }),
    onSuccess: (health) => client.setQueryData(mailHealthQuery.queryKey, health),
  });
  const { addressId } = alarm;
  return (
    <div>
      <p>{alarm.words}</p>
      {addressId !== null && (
        <Button size="compact-sm" variant="default" loading={works.isPending} onClick={() => works.mutate(addressId)}>
          {alarm.address} works again
        </Button>
      )}
      {works.isError && <p role="alert">That failed: {works.error.message}</p>}
    </div>
  );
}

/** Reports that reach nobody are worth more room than anything else on the page. */
export function MailBanner() {
  const { data } = useQuery(mailHealthQuery);
  if (!data || data.alarms.length === 0) return null;
  return (
    <section className="mail-banner" role="status" aria-label="Mail">
      {data.alarms.map((alarm) => (
        <AlarmLine key={`${alarm.kind} ${alarm.addressId}`} alarm={alarm} />
      ))}
    </section>
  );
}
