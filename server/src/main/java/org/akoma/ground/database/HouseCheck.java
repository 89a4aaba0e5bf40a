package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.database.KeyFiles.Key;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a data folder, its keys and a database belong together. The database knows its own id ({@code vault.house}) and the fingerprint of every
 * key that something is sealed with ({@code vault.key_fingerprint}); the folder knows its house. A key is made only while the database knows none
 * of its holder: a new key beside sealed records would open none of them.
 */
final class HouseCheck {

    private static final Logger log = LoggerFactory.getLogger(HouseCheck.class);
    private static final long LOCK = 0x616b6f6d61L + 1; // beside the migrations' own

    private final DataFolder data;
    private final Compartments served;
    private final HouseNote note;
    private final KeyFiles files;

    KeyFiles keyFiles() {
        return files;
    }

    HouseCheck(DataFolder data, Compartments served) {
        this.data = data;
        this.served = served;
        this.note = data.note();
        this.files = data.keyFiles();
    }

    /**
     * Before anything is opened or made. A setting that was forgotten would otherwise make an empty house in the folder of a full one.
     *
     * @param address {@link HouseNote#EMBEDDED} or the JDBC address of a database of one's own
     */
    void refuseOtherFolder(String address) {
        if (note.isHalfRestored()) throw new StartRefused("refused.house.half-restored", data.root());
        boolean embedded = address.equals(HouseNote.EMBEDDED);
        String known = note.database().orElse(null);
        if (known == null) {
            if (!embedded && data.hasCluster()) throw new StartRefused("refused.house.own-database", data.root());
            return;
        }
        if (embedded && !known.equals(HouseNote.EMBEDDED))
            throw new StartRefused("refused.house.url-unset", data.root(), known);
        if (!embedded && known.equals(HouseNote.EMBEDDED)) throw new StartRefused("refused.house.url-set", data.root());
        if (embedded && !data.hasCluster()) throw new StartRefused("refused.house.no-cluster", data.cluster());
        refuseMissing(firstKeys());
        if (embedded && Logins.kept(data).isEmpty())
            throw new StartRefused("refused.house.no-logins", data.keysFolder());
    }

    /** Before anything is changed in the database: it is this folder's, and every key that it knows is here. */
    void refuseOtherDatabase(Connection connection) throws SQLException {
        Optional<UUID> house = house(connection);
        UUID mine = note.house().orElse(null);
        if (mine != null && !house.equals(Optional.of(mine)))
            throw new StartRefused(
                    house.isEmpty() ? "refused.house.empty-database" : "refused.house.other-database",
                    data.root(),
                    connection.getMetaData().getURL().replaceAll("[?].*", ""));
        if (house.isEmpty()) return;
        Map<Key, byte[]> known = known(connection);
        refuseMissing(List.copyOf(known.keySet()));
        for (var one : known.entrySet())
            if (!Arrays.equals(one.getValue(), files.fingerprint(one.getKey())))
                throw new StartRefused("refused.house.other-key", one.getKey().file(), files.folder());
    }

    /**
     * After the migrations: makes the keys of the holders for which the database knows none, and stores the identity of the installation.
     *
     * @param mayMake false on a host that is a guest: it makes nothing
     */
    void complete(Connection connection, String address, boolean mayMake) throws SQLException {
        if (mayMake) {
            Logins.execute(connection, List.of("SELECT pg_advisory_lock(" + LOCK + ")"));
            try {
                refuseOtherDatabase(connection); // another copy may have made its keys meanwhile
                makeNew(connection);
            } finally {
                Logins.execute(connection, List.of("SELECT pg_advisory_unlock(" + LOCK + ")"));
            }
        } else refuseUnknown(connection);
        UUID house = house(connection).orElseThrow();
        String system = system(connection);
        if (system != null
                && note.system().filter(before -> !before.equals(system)).isPresent())
            log.warn(
                    "The database is on another server than at the last start: a restored copy? Check it with ./akoma journal verify");
        data.note().belongs(house, address.replaceAll("[?].*", ""), system);
    }

    private void makeNew(Connection connection) throws SQLException {
        Map<Key, byte[]> known = known(connection);
        if (known.isEmpty() && hasSealed(connection)) throw new StartRefused("refused.house.unnumbered", data.root());
        for (String holder : KeyFiles.holders(served)) {
            if (known.keySet().stream().anyMatch(key -> key.holder().equals(holder))) continue;
            Key first = new Key(holder, 1);
            data.keys();
            files.make(first);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO vault.key_fingerprint (holder, number, fingerprint) VALUES (?, ?, ?)")) {
                insert.setString(1, holder);
                insert.setInt(2, first.number());
                insert.setBytes(3, files.fingerprint(first));
                insert.executeUpdate();
            }
        }
    }

    private static boolean hasSealed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM vault.data_key)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void refuseUnknown(Connection connection) throws SQLException {
        Map<Key, byte[]> known = known(connection);
        for (String holder : KeyFiles.holders(served))
            if (known.keySet().stream().noneMatch(key -> key.holder().equals(holder)))
                throw new StartRefused("refused.house.unknown-key", holder);
    }

    private List<Key> firstKeys() {
        return KeyFiles.holders(served).stream()
                .map(holder -> new Key(holder, 1))
                .toList();
    }

    private void refuseMissing(List<Key> needed) {
        List<Key> missing = needed.stream().filter(key -> !files.has(key)).toList();
        if (missing.isEmpty()) return;
        String names = missing.stream().map(Key::file).distinct().collect(Collectors.joining(", "));
        throw new StartRefused("refused.house.missing-keys", missing.size(), names, files.folder());
    }

    /** The house whose records the database holds; empty of a new one. */
    static Optional<UUID> house(Connection connection) throws SQLException {
        if (!exists(connection, "vault.house")) return Optional.empty();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM vault.house")) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    /** Of the holders that this host serves. */
    private Map<Key, byte[]> known(Connection connection) throws SQLException {
        List<String> mine = KeyFiles.holders(served);
        Map<Key, byte[]> known =
                new TreeMap<>(java.util.Comparator.comparing(Key::holder).thenComparing(Key::number));
        if (!exists(connection, "vault.key_fingerprint")) return known;
        try (var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT holder, number, fingerprint FROM vault.key_fingerprint")) {
            while (rows.next())
                if (mine.contains(rows.getString(1)))
                    known.put(new Key(rows.getString(1), rows.getInt(2)), rows.getBytes(3));
        }
        return known;
    }

    /** Null when this login may not ask. */
    private static @Nullable String system(Connection connection) {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
            row.next();
            return row.getString(1);
        } catch (SQLException denied) {
            return null;
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            ask.setString(1, table);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
