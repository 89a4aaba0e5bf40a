package org.akoma.programme.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.programme.indicators.ShownFigures;
import org.akoma.programme.publication.Release.Quoted;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL on releases. Who writes is set by the database, and so is that no small count is written. */
@Repository
class ReleaseStore {

    private static final String SELECT = """
            select r.*, p.code as proposer, d.code as publisher from publication.release r
              join access.person p on p.id = r.proposed_by left join access.person d on d.id = r.published_by
            """;
    private static final TypeReference<List<CountTable>> EXACT = new TypeReference<>() {};
    private static final TypeReference<List<ShownTable>> SHOWN = new TypeReference<>() {};
    private static final TypeReference<List<ShownFigures>> SCREENS = new TypeReference<>() {};
    private static final TypeReference<List<Quoted>> QUOTED = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReleaseStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Exact counts of a day, for who prepares a release. */
    List<SafeTables.Counted> counts(LocalDate day) {
        return jdbc.sql("select kind, sex, label, n, rest from publication.counts(:day)")
                .param("day", day)
                .query((row, n) -> new SafeTables.Counted(
                        Kind.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5)))
                .list();
    }

    /** What others published by a day, as a release of it has it. */
    List<Quoted> quoted(LocalDate day) {
        return jdbc.sql("select publication.quoted(:day)::text")
                .param("day", day)
                .query((row, n) -> json.readValue(row.getString(1), QUOTED))
                .single();
    }

    /** What partners were shown of indicators on the screen. Until the end of the transaction they are shown no more. */
    List<ShownFigures> screens() {
        return jdbc.sql("select said::text from publication.shown()")
                .query((row, n) -> json.readValue(row.getString(1), ShownFigures.class))
                .list();
    }

    /** The database adds its code, what others published and which release it follows. */
    void insert(UUID id, LocalDate asOf, Draft draft) {
        jdbc.sql("""
                        insert into publication.release (id, as_of, exact, for_public, for_partners, left_out, shown)
                        values (:id, :day, :exact::jsonb, :public::jsonb, :partners::jsonb, :leftOut::jsonb, :shown::jsonb)
                        """)
                .param("id", id)
                .param("day", asOf)
                .param("exact", json.writeValueAsString(draft.exact()))
                .param("public", json.writeValueAsString(draft.forPublic()))
                .param("partners", json.writeValueAsString(draft.forPartners()))
                .param("leftOut", json.writeValueAsString(draft.leftOut()))
                .param("shown", json.writeValueAsString(draft.shown()))
                .update();
    }

    Optional<Release> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Release> find(String code) {
        return jdbc.sql(SELECT + " where r.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Release> all(int most) {
        return jdbc.sql(SELECT + " order by r.proposed_at desc, r.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** Everything that was published, the newest first; withdrawn ones too. */
    List<Release> published() {
        return jdbc.sql(SELECT + " where r.published_at is not null order by r.published_at desc, r.id desc limit 1000")
                .query((row, n) -> read(row))
                .list();
    }

    boolean isWaiting() {
        return jdbc.sql(
                        "select exists (select from publication.release r where r.published_at is null and r.ended_at is null)")
                .query(Boolean.class)
                .single();
    }

    void publish(UUID id) {
        update(id, "published_at = access.moment(), published_by = access.actor()");
    }

    void end(UUID id) {
        update(id, "ended_at = access.moment()");
    }

    void withdraw(UUID id) {
        update(id, "withdrawn_at = access.moment(), withdrawn_by = access.actor()");
    }

    private void update(UUID id, String columns) {
        jdbc.sql("update publication.release set " + columns + ", version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** For partners: on the actor's own login. */
    List<Release.Sheet> forPartners() {
        return jdbc.sql(
                        "select code, as_of, published_at, tables::text, figures::text from publication.partner_releases()")
                .query((row, n) -> sheet(row))
                .list();
    }

    private Release.Sheet sheet(ResultSet row) throws SQLException {
        return new Release.Sheet(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                json.readValue(row.getString(4), SHOWN),
                json.readValue(row.getString(5), QUOTED));
    }

    /** For the public: on the publication login. */
    List<Release.Sheet> forPublic(int most) {
        return jdbc.sql("""
                        select r.code, r.as_of, r.published_at, r.tables::text, r.figures::text from publication.report_release r
                         order by r.as_of desc, r.published_at desc limit :most
                        """).param("most", most).query((row, n) -> sheet(row)).list();
    }

    /** A structure of the project. */
    record Partner(String label, @Nullable String labelEn, String kind, String country) {}

    /** For the public: on the publication login. */
    List<Partner> partners(LocalDate day) {
        return jdbc.sql("""
                        select p.label, p.label_en, p.kind, p.country from publication.report_partner p
                         where p.valid_from <= :day and p.valid_until > :day order by p.kind, p.country, p.label limit 60
                        """)
                .param("day", day)
                .query((row, n) -> new Partner(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    private Release read(ResultSet row) throws SQLException {
        return new Release(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("as_of", LocalDate.class),
                json.readValue(row.getString("exact"), EXACT),
                json.readValue(row.getString("for_public"), SHOWN),
                json.readValue(row.getString("for_partners"), SHOWN),
                json.readValue(row.getString("left_out"), LeftOut.class),
                json.readValue(row.getString("figures"), QUOTED),
                json.readValue(row.getString("shown"), SCREENS),
                row.getString("proposer"),
                Timestamps.moment(row, "proposed_at"),
                row.getString("publisher"),
                Timestamps.instant(row, "published_at"),
                Timestamps.instant(row, "ended_at"),
                Timestamps.instant(row, "withdrawn_at"),
                row.getInt("version"));
    }
}
