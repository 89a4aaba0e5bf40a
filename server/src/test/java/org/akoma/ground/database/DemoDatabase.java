package org.akoma.ground.database;

/** The database of a demo that a test fills and goes on with: it waits for no disk, and its programs are unpacked once for all tests. */
public final class DemoDatabase {

    private static final int MEGABYTES = 192;

    private DemoDatabase() {}

    public static Database of(DataFolder data) {
        return Database.embedded(data, new PostgresSettings(MEGABYTES, false, TestFolders.shared()));
    }
}
