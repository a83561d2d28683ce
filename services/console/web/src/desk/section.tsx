import type { ReactNode } from 'react';

/** A titled part of the reason beside a comment. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="reason-section">
    <h4>{title}</h4>
    {children}
  </section>
);
