import { Skeleton } from '@mantine/core';

/** The page's own shape, while the first answer is on its way. */
export function GuidelinesSkeleton() {
  return (
    <div className="guide" aria-busy="true">
      <div className="versions-list">
        <h2>Versions</h2>
        {[0, 1, 2].map((row) => (
          <div key={row} className="version-row">
            <Skeleton height={16} width={20} />
            <Skeleton height={16} width={80} />
          </div>
        ))}
      </div>
      <div className="guide-middle">
        <div className="guide-column">
          <Skeleton height={28} width="40%" mb={36} />
          {[100, 96, 98, 60, 99, 94, 70].map((width) => (
            <Skeleton key={width} height={18} width={`${width}%`} mb={14} />
          ))}
        </div>
      </div>
      <div className="guide-side">
        <Skeleton height={22} width="60%" mb={16} />
        <Skeleton height={14} mb={10} />
        <Skeleton height={14} width="80%" />
      </div>
    </div>
  );
}

/** The account may not even read. */
export const NoRights = () => (
  <div className="whole-page">
    <h2>These pages are not for your account</h2>
    <p>Whoever runs Moderato for your site can give you the right to read its guidelines here.</p>
  </div>
);
