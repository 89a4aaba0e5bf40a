package org.akoma.programme.workshops;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.workshops.Workshop.Attendance;
import org.akoma.programme.workshops.Workshop.Audience;
import org.akoma.programme.workshops.Workshop.Category;
import org.akoma.programme.workshops.Workshop.Participant;
import org.akoma.programme.workshops.Workshop.Priority;
import org.akoma.programme.workshops.Workshop.Sitting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on workshops. Names and minutes are sealed under the key of the care side, which the data protection officer's host has too. */
@Repository
class WorkshopStore {

    private static final String NAME = "evaluation.participant/";
    private static final String MINUTES = "evaluation.workshop/";
    private static final String PLACE = "evaluation.workshop.place/";
    private static final String PERSON = "evaluation.participant.person";
    private static final String SELECT =
            "select w.*, m.code as mission from evaluation.workshop w join evaluation.mission m on m.id ="
                    + " w.mission_id ";

    private final JdbcClient jdbc;
    private final Vault vault;

    WorkshopStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private byte @Nullable [] sealed(String place, UUID id, @Nullable String words) {
        return words == null ? null : vault.sealForHouse(Compartment.PROTECTION, place + id, words);
    }

    private @Nullable String opened(String place, UUID id, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.readOfHouse(Compartment.PROTECTION, place + id, sealed, String.class);
    }

    /** By which a person is known again in one workshop, however the name is written: without accents, capitals and the order of its words. */
    private byte @Nullable [] mark(UUID workshop, @Nullable String name) {
        if (name == null) return null;
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}\\p{Cf}]", "")
                .toLowerCase(Locale.ROOT);
        List<String> words = Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
        return vault.mark(Compartment.PROTECTION, PERSON, workshop + " " + String.join(" ", words));
    }

    /** @param mission code; null = of all */
    List<Workshop> all(@Nullable String mission, int most) {
        return jdbc.sql(SELECT
                        + " where (:mission::text is null or m.code = :mission) order by w.held_on desc, w.id"
                        + " desc limit :most")
                .param("mission", mission)
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Workshop> find(String code) {
        return jdbc.sql(SELECT + " where w.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    private Workshop read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Workshop(
                id,
                row.getObject("mission_id", UUID.class),
                row.getString("mission"),
                row.getString("code"),
                row.getObject("held_on", LocalDate.class),
                opened(PLACE, id, row.getBytes("place")),
                opened(MINUTES, id, row.getBytes("minutes")),
                row.getInt("version"));
    }

    boolean insert(UUID mission, String code, PlanWorkshop planned) {
        return jdbc.sql("""
            insert into evaluation.workshop (id, mission_id, code, held_on, place) values (:id, :mission, :code, :on, :place)
                on conflict (code) do nothing
            """)
                        .param("id", planned.id())
                        .param("mission", mission)
                        .param("code", code)
                        .param("on", planned.heldOn())
                        .param("place", sealed(PLACE, planned.id(), planned.place()))
                        .update()
                == 1;
    }

    /** False when another version is current. */
    boolean minutes(UUID id, String words, int version) {
        return jdbc.sql("update evaluation.workshop set minutes = :minutes, version = version + 1 where id ="
                                + " :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .param("minutes", sealed(MINUTES, id, words))
                        .update()
                == 1;
    }

    List<Workshop.Earlier> earlier(UUID workshop) {
        return jdbc.sql("select * from evaluation.former where subject = :id and kind = 'MINUTES' order by version"
                        + " desc")
                .param("id", workshop)
                .query((row, n) -> new Workshop.Earlier(
                        row.getString("account"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        opened(MINUTES, workshop, row.getBytes("minutes"))))
                .list();
    }

    List<Sitting> sittings(UUID workshop) {
        return jdbc.sql("""
            select s.*, array(select a.participant_id from evaluation.attendance a where a.sitting_id = s.id) as there
              from evaluation.sitting s where s.workshop_id = :workshop order by s.number
            """)
                .param("workshop", workshop)
                .query((row, n) -> new Sitting(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getString("title"),
                        Audience.valueOf(row.getString("audience")),
                        Arrays.asList((UUID[]) row.getArray("there").getArray()),
                        row.getInt("version")))
                .list();
    }

    boolean insert(UUID workshop, int number, PlanSitting planned) {
        return jdbc.sql("""
            insert into evaluation.sitting (id, workshop_id, number, title, audience) values (:id, :workshop, :number, :title, :audience)
                on conflict (id) do nothing
            """)
                        .param("id", planned.id())
                        .param("workshop", workshop)
                        .param("number", number)
                        .param("title", planned.title())
                        .param("audience", planned.audience().name())
                        .update()
                == 1;
    }

    void open(UUID sitting, Audience audience) {
        jdbc.sql("update evaluation.sitting set audience = :audience, version = version + 1 where id = :id")
                .param("id", sitting)
                .param("audience", audience.name())
                .update();
    }

    List<Participant> participants(UUID workshop) {
        return jdbc.sql("select * from evaluation.participant where workshop_id = :workshop order by category, id")
                .param("workshop", workshop)
                .query((row, n) -> participant(row))
                .list();
    }

    private Participant participant(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Participant(
                id,
                Category.valueOf(row.getString("category")),
                called(id, row),
                row.getObject("came", Boolean.class),
                row.getInt("version"));
    }

    private @Nullable String called(UUID id, ResultSet row) throws SQLException {
        String number = row.getString("number");
        return number == null ? opened(NAME, id, row.getBytes("name")) : number;
    }

    private static @Nullable String numberOf(Category category, @Nullable String name) {
        return name == null || category != Category.BENEFICIARY
                ? null
                : name.strip().toUpperCase(Locale.ROOT);
    }

    private static @Nullable String nameOf(Category category, @Nullable String name) {
        return category == Category.BENEFICIARY ? null : name;
    }

    boolean insert(UUID workshop, Invite invited, @Nullable Boolean came) {
        return jdbc.sql("""
            insert into evaluation.participant (id, workshop_id, category, name, number, mark, came)
                values (:id, :workshop, :category, :name, :number, :mark, :came)
                on conflict (id) do nothing
            """)
                        .param("id", invited.id())
                        .param("workshop", workshop)
                        .param("category", invited.category().name())
                        .param("name", sealed(NAME, invited.id(), nameOf(invited.category(), invited.name())))
                        .param("number", numberOf(invited.category(), invited.name()))
                        .param("mark", mark(workshop, invited.name()))
                        .param("came", came)
                        .update()
                == 1;
    }

    /** False when another version is current. */
    boolean update(UUID workshop, UUID id, CorrectInvitation changed, int version) {
        return jdbc.sql("""
            update evaluation.participant set category = :category, name = :name, number = :number, mark = :mark, came = :came, version = version + 1
             where id = :id and version = :version
            """)
                        .param("id", id)
                        .param("version", version)
                        .param("category", changed.category().name())
                        .param("name", sealed(NAME, id, nameOf(changed.category(), changed.name())))
                        .param("number", numberOf(changed.category(), changed.name()))
                        .param("mark", mark(workshop, changed.name()))
                        .param("came", changed.came())
                        .update()
                == 1;
    }

    void seat(UUID sitting, UUID participant) {
        jdbc.sql("""
            insert into evaluation.attendance (sitting_id, participant_id) values (:sitting, :participant) on conflict do nothing
            """)
                .param("sitting", sitting)
                .param("participant", participant)
                .update();
    }

    void unseat(UUID sitting, UUID participant) {
        jdbc.sql("delete from evaluation.attendance where sitting_id = :sitting and participant_id = :participant")
                .param("sitting", sitting)
                .param("participant", participant)
                .update();
    }

    List<Priority> priorities(UUID workshop) {
        return jdbc.sql("select * from evaluation.priority where workshop_id = :workshop order by area, votes desc, id")
                .param("workshop", workshop)
                .query((row, n) -> new Priority(
                        row.getObject("id", UUID.class),
                        Area.valueOf(row.getString("area")),
                        row.getString("words"),
                        row.getInt("votes")))
                .list();
    }

    boolean insert(UUID workshop, NotePriority noted) {
        return jdbc.sql("""
            insert into evaluation.priority (id, workshop_id, area, words, votes) values (:id, :workshop, :area, :words, :votes)
                on conflict (id) do nothing
            """)
                        .param("id", noted.id())
                        .param("workshop", workshop)
                        .param("area", noted.area().name())
                        .param("words", noted.words())
                        .param("votes", noted.votes())
                        .update()
                == 1;
    }

    List<Attendance> attendance(UUID workshop) {
        return jdbc.sql("""
            select category, count(*)::int as invited, (count(*) filter (where came))::int as came
              from evaluation.participant where workshop_id = :workshop group by category
            """)
                .param("workshop", workshop)
                .query((row, n) -> new Attendance(
                        Category.valueOf(row.getString("category")), row.getInt("invited"), row.getInt("came")))
                .list();
    }
}
