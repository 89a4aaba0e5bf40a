package org.akoma.ground.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A second house's database beside that of the tests, with keys of its own. */
public final class OtherDatabase implements AutoCloseable {

    private final DataFolder data;
    private final Database database;

    private OtherDatabase(DataFolder data, Database database) {
        this.data = data;
        this.database = database;
    }

    public static OtherDatabase start() {
        DataFolder data = new DataFolder(
                TestFolders.ofThisCopy("-other-" + ProcessHandle.current().pid()));
        MadeHouse.into(data);
        return new OtherDatabase(data, Database.embedded(data, TestDatabase.settings()));
    }

    public DatabaseAddress address() {
        return database.address();
    }

    public Path root() {
        return data.root();
    }

    public void ownerDoes(String sql) {
        String login = Compartment.MIGRATOR;
        try (Connection owner = DriverManager.getConnection(
                        address().url(), login, address().password(login));
                Statement statement = owner.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        data.discard();
    }
}
