package org.akoma.ground.database;

/** The database of a demo that a test fills and goes on with: it waits for no disk, and its programs are unpacked once for all tests. */
public final class DemoDatabase {

    private static final int MEGABYTES = 192;

    private DemoDatabase() {}

    /** Into the folder of a demo that was not run yet: the house that other tests begin with, so that the migrations run once for all. */
    public static void makeIn(DataFolder data) {
        MadeHouse.into(data);
    }

    public static Database of(DataFolder data) {
        return Database.embedded(data, new PostgresSettings(MEGABYTES, false, TestFolders.shared()));
    }
}
