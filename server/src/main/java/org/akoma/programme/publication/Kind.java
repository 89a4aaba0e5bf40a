package org.akoma.programme.publication;

/** What a table divides the children by; the last two are many tables, each with yes and no. */
enum Kind {
    SEX,
    AGE,
    NATIONALITY,
    SECTOR,
    PATHWAY,
    ASSISTANCE,
    INDICATOR;

    /** Of the id of a table. */
    static Kind of(String table) {
        int dot = table.indexOf('.');
        return valueOf(dot < 0 ? table : table.substring(0, dot));
    }

    public boolean hasManyTables() {
        return this == ASSISTANCE || this == INDICATOR;
    }

    /** Whether a child may be in another column later. */
    public boolean moves() {
        return this == PATHWAY || hasManyTables();
    }
}
