import { Link } from '@tanstack/react-router';
import { roleWords } from './role-words.js';
import { useSession } from './use-session.js';

/** The state of a page that is not for this role. */
export function NoRights({ what }: { what: string }) {
  const role = useSession()?.moderator.role;
  return (
    <div className="whole-page">
      <h2>{what} is not for your role</h2>
      {role && (
        <p>
          You are signed in as {roleWords[role].name.toLowerCase()}: {roleWords[role].may}. An admin of your site can
          give you another role.
        </p>
      )}
      <Link to="/">To the queue</Link>
    </div>
  );
}
