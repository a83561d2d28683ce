import { Skeleton } from '@mantine/core';

/** The shape of the pages of rows and forms, while the first answer is on its way. */
export const SettingsSkeleton = ({ title }: { title: string }) => (
  <div className="settings" aria-busy="true">
    <h2 className="page-title">{title}</h2>
    <div>
      <Skeleton height={20} width="30%" mb={18} />
      {[90, 70, 80].map((width) => (
        <Skeleton key={width} height={16} width={`${width}%`} mb={14} />
      ))}
    </div>
  </div>
);
