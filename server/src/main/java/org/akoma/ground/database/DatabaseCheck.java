package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/** What can be seen of a house in its database: its keys, its version, its clock, what waits to be sent. */
public final class DatabaseCheck {

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Duration NOBODY_ENTERS = Duration.ofMinutes(2);
    private static final Duration MAIL_WAITS = Duration.ofHours(1);

    private final DataFolder data;
    private final OpenedHouse house;
    private final Instant now;
    private final List<CheckResult> results = new ArrayList<>();

    private DatabaseCheck(DataFolder data, OpenedHouse house, Instant now) {
        this.data = data;
        this.house = house;
        this.now = now;
    }

    /** @param now by this machine's clock, or the demo's */
    public static List<CheckResult> of(DataFolder data, OpenedHouse house, Instant now) {
        DatabaseCheck check = new DatabaseCheck(data, house, now);
        check.each();
        return List.copyOf(check.results);
    }

    private void each() {
        look(Compartment.ADMINISTRATION.login(), this::keys);
        look(Compartment.ADMINISTRATION.login(), this::server);
        look(Compartment.ADMINISTRATION.login(), this::clock);
        look(Compartment.MIGRATOR, this::migrations);
        look(Compartment.CUSTODY.login(), this::lastEntry);
        look(Compartment.ADMINISTRATION.login(), this::outbox);
        look(Compartment.ADMINISTRATION.login(), this::erasures);
        look(Compartment.ADMINISTRATION.login(), this::copy);
    }

    private interface Look {
        void at(Connection connection) throws SQLException;
    }

    /** With a login that this host has; a host of one side looks at less. */
    private void look(String login, Look look) {
        if (!house.has(login)) return;
        try (Connection connection = house.as(login)) {
            look.at(connection);
        } catch (StartRefused refused) {
            results.add(CheckResult.refused(refused));
        } catch (SQLException e) {
            results.add(CheckResult.wrong("doctor.database.shut", login, firstLine(e)));
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void keys(Connection connection) throws SQLException {
        new HouseCheck(data, house.served()).refuseOtherDatabase(connection);
        results.add(CheckResult.ok("doctor.database.keys"));
    }

    private void server(Connection connection) throws SQLException {
        ServerCheck.refuseUnfit(connection);
        results.add(CheckResult.ok(
                house.isServed() ? "doctor.database.answers-beside" : "doctor.database.answers",
                connection.getMetaData().getDatabaseProductVersion()));
    }

    private void clock(Connection connection) throws SQLException {
        Instant theirs = moment(connection, "SELECT clock_timestamp()");
        if (theirs == null) return;
        Duration apart = Duration.between(theirs, Instant.now()).abs();
        if (apart.compareTo(NOBODY_ENTERS) >= 0)
            results.add(CheckResult.wrong("doctor.clocks.apart", apart.toSeconds()));
        else if (apart.compareTo(CLOCKS_DIFFER) >= 0)
            results.add(CheckResult.warning("doctor.clocks.apart", apart.toSeconds()));
        else results.add(CheckResult.ok("doctor.clocks.agree"));
    }

    private void erasures(Connection connection) throws SQLException {
        CheckResult found = new ErasureLedger(data.keyFiles()).check(connection);
        if (found != null) results.add(found);
    }

    private void copy(Connection connection) throws SQLException {
        if (ServerCheck.isCopy(connection))
            results.add(CheckResult.warning("doctor.copy", Said.of(RestoredCopy.TO_DO)));
    }

    private void migrations(Connection connection) throws SQLException {
        Migrations migrations = new Migrations(new DatabaseAddress("", java.util.Map.of()));
        migrations.refuseNewer(connection);
        ServerCheck.refuseCounterBehind(connection);
        List<String> pending = migrations.pending(connection);
        results.add(
                pending.isEmpty()
                        ? CheckResult.ok("doctor.database.current")
                        : CheckResult.warning("doctor.database.behind", String.join(", ", pending)));
    }

    private void lastEntry(Connection connection) throws SQLException {
        Instant last = moment(connection, "SELECT at FROM journal.chained ORDER BY tx DESC LIMIT 1");
        if (last == null) return;
        if (last.isAfter(now.plus(NOBODY_ENTERS))) results.add(CheckResult.wrong("doctor.journal.ahead", last, now));
        else results.add(CheckResult.ok("doctor.journal.newest", last));
    }

    private void outbox(Connection connection) throws SQLException {
        String due = " FROM notices.outbox WHERE state = 'WAITING' AND due_at <= timestamptz '" + now + "'";
        Instant oldest = moment(connection, "SELECT min(due_at)" + due);
        long waiting = ServerCheck.number(connection, "SELECT count(*)" + due);
        if (oldest != null && oldest.isBefore(now.minus(MAIL_WAITS)))
            results.add(CheckResult.warning("doctor.outbox.waits", waiting, oldest));
        else results.add(CheckResult.ok("doctor.outbox.none"));
    }

    private static @Nullable Instant moment(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            OffsetDateTime found = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            return found == null ? null : found.toInstant();
        }
    }
}
