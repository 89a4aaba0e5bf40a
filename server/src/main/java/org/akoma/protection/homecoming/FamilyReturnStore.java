package org.akoma.protection.homecoming;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.placement.WaysAbroad;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.homecoming. */
@Repository
class FamilyReturnStore implements WaysAbroad {

    static final String SEAL_CONTEXT = "cases.homecoming";
    static final String JOURNEY = "cases.homecoming.journey";

    /**
     * What is sealed of a way home beside the journey.
     *
     * @param acceptedBy the office that accepted in writing
     */
    record Sealed(@Nullable String acceptedBy, FamilyReturn.SealedText words) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    FamilyReturnStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whether the other side has accepted: by its own answer to a referral of this return, or by a letter that a supervisor confirmed. */
    boolean borderAccepted(UUID file, UUID homecoming, String country) {
        return jdbc.sql("select cases.border_accepted(:file, :id, :country)")
                .param("file", file)
                .param("id", homecoming)
                .param("country", country)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether two people agreed to the home to which this journey leads, and it has what a return to a family needs. */
    boolean homeAgreed(UUID file, FamilyReturn way) {
        return jdbc.sql("select cases.may_depart(:file, :country, :border)")
                .param("file", file)
                .param("country", way.toCountry())
                .param("border", way.crossBorder())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /**
     * Somebody who hears that a child goes to a country.
     *
     * @param authority code of the receiving authority for which they are at work here; null = they watch over every border
     */
    record Watcher(@Nullable String authority, UUID person) {}

    List<Watcher> watchers(UUID file, String country) {
        return jdbc.sql("select code, person from cases.border_watchers(:file, :country) order by code, person")
                .param("file", file)
                .param("country", country)
                .query((row, n) -> new Watcher(row.getString(1), row.getObject(2, UUID.class)))
                .list();
    }

    /** Newest first. */
    List<FamilyReturn> of(UUID file) {
        return jdbc.sql("select * from cases.homecoming where file_id = :file order by id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<FamilyReturn> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.homecoming where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(UUID file, FamilyReturn made) {
        written("""
                        insert into cases.homecoming (id, file_id, to_country, cross_border, travel_mode, state, accepted_on,
                               departed_on, arrival_confirmed_at, suspended_reason, sealed, journey, recorded_by)
                        values (:id, :file, :to, :border, :mode, :state, :acceptedOn, :departed, :arrived, :suspended, :sealed, :journey, :by)
                        """, file, made)
                .param("file", file)
                .param("to", made.toCountry())
                .param("border", made.crossBorder())
                .param("by", made.recordedBy())
                .update();
    }

    /** False when it no longer has the version that the record names. */
    boolean update(UUID file, FamilyReturn moved) {
        boolean travels = find(file, moved.id())
                .filter(was -> was.travelsOtherwise(moved))
                .isPresent();
        return written("""
                        update cases.homecoming set travel_mode = :mode, state = :state, accepted_on = :acceptedOn,
                               departed_on = :departed, arrival_confirmed_at = :arrived, suspended_reason = :suspended,
                               sealed = case when state in ('DEPARTED', 'ARRIVED', 'TURNED_BACK', 'CANCELLED') then sealed else :sealed end,
                               journey = case when :travels then :journey else journey end,
                               version = version + 1 where id = :id and version = :version
                        """, file, moved)
                        .param("travels", travels)
                        .param("version", moved.version())
                        .update()
                == 1;
    }

    /** As was agreed to: the words that were sealed with the proposal. */
    void take(FamilyReturn moved, UUID agreed) {
        jdbc.sql(
                        "update cases.homecoming set state = :state, accepted_on = :acceptedOn, suspended_reason = :suspended, sealed = "
                                + ProposedWords.bytes(ProposedWords.SEALED)
                                + ", version = version + 1 where id = :id")
                .param("state", moved.state().name())
                .param("acceptedOn", moved.acceptedOn())
                .param("suspended", moved.suspendedReason())
                .param("agreed", agreed)
                .param("id", moved.id())
                .update();
    }

    /** The same of who goes with the child, and to which address. */
    void travel(UUID homecoming, UUID agreed) {
        jdbc.sql("update cases.homecoming set journey = " + ProposedWords.bytes("journey")
                        + ", version = version + 1 where id = :id")
                .param("agreed", agreed)
                .param("id", homecoming)
                .update();
    }

    /** What is sealed of it beside the journey. */
    static Sealed sealed(FamilyReturn one) {
        return new Sealed(one.acceptedBy(), one.words().with(new FamilyReturn.Journey(null, null)));
    }

    /** How the columns will be that {@link #take} writes. */
    static Map<String, @Nullable Object> columns(FamilyReturn wanted, byte[] sealed) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("state", wanted.state());
        columns.put("accepted_on", wanted.acceptedOn());
        columns.put("suspended_reason", wanted.suspendedReason());
        columns.put(ProposedWords.SEALED, sealed);
        return columns;
    }

    private JdbcClient.StatementSpec written(String sql, UUID file, FamilyReturn one) {
        FamilyReturn.Journey journey = one.words().journey();
        return jdbc.sql(sql)
                .param("id", one.id())
                .param(
                        "mode",
                        one.travelMode() == null ? null : one.travelMode().name())
                .param("state", one.state().name())
                .param("acceptedOn", one.acceptedOn())
                .param("departed", one.departedOn())
                .param("arrived", utc(one.arrivalConfirmedAt()))
                .param("suspended", one.suspendedReason())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, sealed(one)))
                .param("journey", journey.isEmpty() ? null : vault.seal(file, JOURNEY, journey), Types.BINARY);
    }

    private FamilyReturn read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        Sealed sealed = vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Sealed.class);
        byte @Nullable [] journey = row.getBytes("journey");
        FamilyReturn.Journey travel = journey == null
                ? new FamilyReturn.Journey(null, null)
                : vault.read(file, JOURNEY, journey, FamilyReturn.Journey.class);
        @Nullable String mode = row.getString("travel_mode");
        return new FamilyReturn(
                row.getObject("id", UUID.class),
                row.getString("to_country"),
                row.getBoolean("cross_border"),
                mode == null ? null : FamilyReturn.TravelMode.valueOf(mode),
                FamilyReturn.State.valueOf(row.getString("state")),
                sealed.acceptedBy(),
                row.getObject("accepted_on", LocalDate.class),
                row.getObject("departed_on", LocalDate.class),
                instant(row, "arrival_confirmed_at"),
                row.getString("suspended_reason"),
                sealed.words().with(travel),
                row.getObject("recorded_by", UUID.class),
                row.getInt("version"));
    }

    @Override
    public boolean isAccepted(UUID file, String country, LocalDate since) {
        return of(file).stream().anyMatch(way -> way.opens(country, since));
    }
}
