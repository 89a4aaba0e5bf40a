package org.akoma.ground.database;

import java.util.Locale;

/** The separated sides of one installation ({@code house.md 4}): each has a database login of its own. */
public enum Compartment {
    /** Police side: operations, suspects, slips. */
    ENFORCEMENT,
    /** Care side: children's files, slips. */
    PROTECTION,
    /** Data protection officer: link table, disclosure decisions, journal; no file content. */
    CUSTODY,
    /** The public: what was published, no other count. */
    PUBLICATION,
    /** Readers of figures: exact counts of both sides by {@code report_*} functions, no rows of persons. No person acts on it. */
    STATISTICS,
    /** Sign-in, people, roles, settings: sees no child and no suspect. */
    ADMINISTRATION,
    /** The login of sign-in and sessions: EXECUTE on the functions of the schema {@code door}, no right on any table. No person acts on it. */
    DOOR,
    /** Opens sessions for rounds of the application itself: EXECUTE on one function. No person acts on it. */
    JOBS;

    /** Owner of every table, used for migrations at start only. */
    public static final String MIGRATOR = "akoma_migrator";

    /** The name of this compartment's PostgreSQL login, such as {@code akoma_protection}. */
    public String login() {
        return "akoma_" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody acts in it, and seals what they write; false of the logins that only count or let people in. */
    public boolean isActedIn() {
        return this != DOOR && this != JOBS && this != STATISTICS;
    }

    /** The compartment of a login's name. */
    public static Compartment ofLogin(String login) {
        for (Compartment one : values()) if (one.login().equals(login)) return one;
        throw new IllegalArgumentException("No compartment has the login " + login);
    }
}
