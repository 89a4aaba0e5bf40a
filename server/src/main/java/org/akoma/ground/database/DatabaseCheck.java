package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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
            results.add(CheckResult.wrong(String.valueOf(refused.getMessage()), ""));
        } catch (SQLException e) {
            results.add(
                    CheckResult.wrong(
                            "The database does not let " + login + " in, or does not answer (" + firstLine(e) + ").",
                            "See that it runs; where passwords were changed, start once with AKOMA_DB_USER and AKOMA_DB_PASSWORD."));
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void keys(Connection connection) throws SQLException {
        new HouseCheck(data, house.served()).refuseOtherDatabase(connection);
        results.add(CheckResult.ok("The keys are those that this database's records were sealed with."));
    }

    private void server(Connection connection) throws SQLException {
        ServerCheck.refuseUnfit(connection);
        results.add(CheckResult.ok(
                "The database answers: PostgreSQL " + connection.getMetaData().getDatabaseProductVersion()
                        + (house.isServed() ? ", beside a serving Akoma." : ".")));
    }

    private void clock(Connection connection) throws SQLException {
        Instant theirs = moment(connection, "SELECT clock_timestamp()");
        if (theirs == null) return;
        Duration apart = Duration.between(theirs, Instant.now()).abs();
        String said = "The clocks of this machine and of the database are " + apart.toSeconds() + " seconds apart";
        String mend = "Keep both machines by NTP: beyond two minutes nobody enters.";
        if (apart.compareTo(NOBODY_ENTERS) >= 0) results.add(CheckResult.wrong(said + ".", mend));
        else if (apart.compareTo(CLOCKS_DIFFER) >= 0) results.add(CheckResult.warning(said + ".", mend));
        else results.add(CheckResult.ok("The clocks of this machine and of the database agree."));
    }

    private void erasures(Connection connection) throws SQLException {
        CheckResult found = new ErasureLedger(data.keyFiles()).check(connection);
        if (found != null) results.add(found);
    }

    private void copy(Connection connection) throws SQLException {
        if (ServerCheck.isCopy(connection))
            results.add(CheckResult.warning(
                    "This house is a restored copy: it sends no letter, erases nothing and makes no keys.",
                    "Delete it when the trial is over; where the old house is gone, " + RestoredCopy.TO_DO));
    }

    private void migrations(Connection connection) throws SQLException {
        Migrations migrations = new Migrations(new DatabaseAddress("", java.util.Map.of()));
        migrations.refuseNewer(connection);
        ServerCheck.refuseCounterBehind(connection);
        List<String> pending = migrations.pending(connection);
        results.add(
                pending.isEmpty()
                        ? CheckResult.ok("The database is up to date with this program.")
                        : CheckResult.warning(
                                "The next start changes the database (" + String.join(", ", pending) + ").",
                                "Make a backup first: ./akoma backup DIR. Then stop every older copy and start this one."));
    }

    private void lastEntry(Connection connection) throws SQLException {
        Instant last = moment(connection, "SELECT at FROM journal.chained ORDER BY tx DESC LIMIT 1");
        if (last == null) return;
        if (last.isAfter(now.plus(NOBODY_ENTERS)))
            results.add(CheckResult.wrong(
                    "The journal's newest entry is of " + last + ", and the clock of this machine says " + now + ".",
                    "Set the clock (NTP), then restart: with a clock that is behind, everybody is refused."));
        else results.add(CheckResult.ok("The journal's newest entry is of " + last + "."));
    }

    private void outbox(Connection connection) throws SQLException {
        String due = " FROM notices.outbox WHERE state = 'WAITING' AND due_at <= timestamptz '" + now + "'";
        Instant oldest = moment(connection, "SELECT min(due_at)" + due);
        long waiting = ServerCheck.number(connection, "SELECT count(*)" + due);
        if (oldest != null && oldest.isBefore(now.minus(MAIL_WAITS)))
            results.add(CheckResult.warning(
                    waiting + " letters and text messages wait to be sent, the oldest since " + oldest + ".",
                    "See the lines on mail and gateway below; people miss that something waits for them."));
        else results.add(CheckResult.ok("No letter waits longer than it should."));
    }

    private static @Nullable Instant moment(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            OffsetDateTime found = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            return found == null ? null : found.toInstant();
        }
    }
}
