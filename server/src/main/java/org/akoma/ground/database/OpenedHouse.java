package org.akoma.ground.database;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a data folder, entered as it is: no table is made, nothing is brought up to date. Beside a serving application its database is
 * used; on a stopped house the embedded server runs until this is closed.
 */
public final class OpenedHouse implements AutoCloseable {

    /** Of the PostgreSQL that this program brings. */
    public static final String EMBEDDED_VERSION = PostgresBinaries.VERSION;

    private static final String NAME = "akoma";

    private final String url;
    private final Logins logins;
    private final Compartments served;
    private final @Nullable ExternalPostgres own;
    private final @Nullable EmbeddedPostgres server;
    private final DataFolder.@Nullable Held lock;

    private OpenedHouse(
            String url,
            Logins logins,
            @Nullable ExternalPostgres own,
            @Nullable EmbeddedPostgres server,
            DataFolder.@Nullable Held lock) {
        this.url = url;
        this.logins = logins;
        this.served = own == null ? Compartments.written(null) : own.compartments();
        this.own = own;
        this.server = server;
        this.lock = lock;
    }

    /**
     * By AKOMA_DB_URL when it is set.
     *
     * @param embedded whatever AKOMA_DB_URL says: a demo
     * @throws StartRefused when folder, keys and database do not belong together
     */
    public static OpenedHouse of(DataFolder data, boolean embedded) {
        return of(data, embedded ? Optional.empty() : ExternalPostgres.fromEnvironment(), PostgresSettings.lasting());
    }

    static OpenedHouse of(DataFolder data, Optional<ExternalPostgres> own, PostgresSettings settings) {
        if (own.isPresent()) return external(data, own.get());
        new HouseCheck(data, Compartments.written(null)).refuseOtherFolder(HouseNote.EMBEDDED);
        if (!Files.exists(
                data.cluster().resolve("PG_VERSION"))) // or the first start was cut short: nothing is made here
        throw new StartRefused("refused.no-house", data.root());
        Logins logins = Logins.kept(data);
        DataFolder.Held lock = data.tryLock().orElse(null);
        if (lock == null) return beside(data, logins);
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(data, logins.adminPassword(), settings);
            return new OpenedHouse(EmbeddedPostgres.url(server.port(), NAME), logins, null, server, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static OpenedHouse external(DataFolder data, ExternalPostgres own) {
        ExternalPostgres.refusePlainText(own.url());
        new HouseCheck(data, own.compartments()).refuseOtherFolder(own.url());
        return new OpenedHouse(own.url(), Logins.kept(data), own, null, null);
    }

    private static OpenedHouse beside(DataFolder data, Logins logins) {
        int port =
                EmbeddedPostgres.portOf(data).orElseThrow(() -> new StartRefused("refused.folder-held", data.root()));
        return new OpenedHouse(EmbeddedPostgres.url(port, NAME), logins, null, null, null);
    }

    /** Whether an application holds the folder; unknown, and so false, for a database of one's own. */
    public boolean isServed() {
        return own == null && lock == null;
    }

    Compartments served() {
        return served;
    }

    /** Whether this host holds the password of the compartment's login. */
    public boolean has(Compartment compartment) {
        return has(compartment.login());
    }

    boolean has(String login) {
        return logins.address(url).passwords().containsKey(login);
    }

    /** A new connection, to be closed by the caller. */
    public Connection as(Compartment compartment) throws SQLException {
        return as(compartment.login());
    }

    Connection as(String login) throws SQLException {
        return DriverManager.getConnection(url, login, logins.address(url).password(login));
    }

    @Override
    public void close() {
        if (server != null) server.close();
        if (lock != null) lock.close();
    }
}
