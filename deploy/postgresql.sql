-- The role and the database of Engagement metrics, on a fresh PostgreSQL 14 or later.
-- Run it once, as the server's own administrator:
--     sudo -u postgres psql -v ON_ERROR_STOP=1 -f /opt/engagement-metrics/current/deploy/postgresql.sql
--
-- On the same machine the role needs no password: it is the Linux user 'engagement', which
-- PostgreSQL as Debian sets it up knows by itself ('peer'). For a server elsewhere give the role a
-- password with \password engagement, and let it in by TLS alone (hostssl … scram-sha-256).

CREATE ROLE engagement LOGIN
    NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    CONNECTION LIMIT 40;

-- It owns this one database, because it brings tables to the present shape when the app starts and
-- sets a store aside as a schema when a backup is put back. It has rights nowhere else.
CREATE DATABASE engagement OWNER engagement ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE engagement FROM PUBLIC;

\connect engagement
ALTER SCHEMA public OWNER TO engagement;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- A connection that began something and then fell silent does not hold the others up for ever. A
-- backup of a large store may take minutes.
ALTER ROLE engagement IN DATABASE engagement SET idle_in_transaction_session_timeout = '1h';
