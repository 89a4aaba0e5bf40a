package org.akoma.programme.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL on training.checklist. */
@Repository
class FieldChecklistStore {

    private static final String OBSERVER = "training.checklist/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Vault vault;

    FieldChecklistStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** In the order of their days. */
    List<FieldChecklist> of(Actor actor, Participant participant) {
        boolean names = actor.compartment() == Compartment.ENFORCEMENT;
        return jdbc.sql("select id, occasion, observed_on, items::text as items, points, version"
                        + (names ? ", observer" : "")
                        + " from training.checklist where participant_id = :id order by observed_on, occasion")
                .param("id", participant.id())
                .query((row, n) -> read(participant, names, row))
                .list();
    }

    /** Records it, or corrects the one of the same occasion. */
    void save(UUID id, Participant participant, EnterChecklist told) {
        UUID kept = jdbc.sql(
                        "select id from training.checklist where participant_id = :participant and occasion = :occasion")
                .param("participant", participant.id())
                .param("occasion", told.occasion().name())
                .query(UUID.class)
                .optional()
                .orElse(id);
        byte[] observer = told.observer() == null
                ? null
                : vault.sealForHouse(Compartment.ENFORCEMENT, OBSERVER + kept, told.observer());
        jdbc.sql("""
                        insert into training.checklist as c (id, participant_id, occasion, observed_on, items, points, observer)
                        values (:id, :participant, :occasion, :day, :items::jsonb, :points, :observer::bytea)
                        on conflict (participant_id, occasion) do update set observed_on = excluded.observed_on, items = excluded.items, points = excluded.points,
                            observer = excluded.observer, recorded_by = access.actor(), recorded_at = access.moment(), version = c.version + 1
                        """)
                .param("id", kept)
                .param("participant", participant.id())
                .param("occasion", told.occasion().name())
                .param("day", told.observedOn())
                .param("items", told.items().isEmpty() ? null : JSON.writeValueAsString(told.items()))
                .param("points", told.score())
                .param("observer", observer, java.sql.Types.BINARY)
                .update();
    }

    /** How many of a session who are certified have not been observed on this occasion. */
    int unobserved(UUID session, FieldChecklist.Occasion occasion) {
        return jdbc.sql("""
                        select count(*) from training.participant p where p.session_id = :session and p.withdrawn_at is null
                           and exists (select from training.certificate c where c.participant_id = p.id and c.revoked_at is null)
                           and not exists (select from training.checklist k where k.participant_id = p.id and k.occasion = :occasion)
                        """)
                .param("session", session)
                .param("occasion", occasion.name())
                .query(Integer.class)
                .single();
    }

    /** Codes of those, in order. */
    List<String> unobserved(UUID session, FieldChecklist.Occasion occasion, String after, int most) {
        return jdbc.sql("""
                        select p.code from training.participant p where p.session_id = :session and p.withdrawn_at is null and p.code > :after
                           and exists (select from training.certificate c where c.participant_id = p.id and c.revoked_at is null)
                           and not exists (select from training.checklist k where k.participant_id = p.id and k.occasion = :occasion)
                         order by p.code limit :most
                        """)
                .param("session", session)
                .param("occasion", occasion.name())
                .param("after", after)
                .param("most", most)
                .query((row, n) -> row.getString("code"))
                .list();
    }

    private FieldChecklist read(Participant participant, boolean names, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] observer = names ? row.getBytes("observer") : null;
        return new FieldChecklist(
                id,
                participant.code(),
                FieldChecklist.Occasion.valueOf(row.getString("occasion")),
                row.getObject("observed_on", LocalDate.class),
                items(row.getString("items")),
                row.getInt("points"),
                observer == null
                        ? null
                        : vault.readOfHouse(Compartment.ENFORCEMENT, OBSERVER + id, observer, String.class),
                row.getInt("version"));
    }

    private static @Nullable Map<FieldChecklist.Item, FieldChecklist.Answer> items(@Nullable String json) {
        if (json == null) return null;
        Map<FieldChecklist.Item, FieldChecklist.Answer> items = new EnumMap<>(FieldChecklist.Item.class);
        JSON.readTree(json)
                .properties()
                .forEach(one -> items.put(
                        FieldChecklist.Item.valueOf(one.getKey()),
                        FieldChecklist.Answer.valueOf(one.getValue().asString())));
        return items;
    }
}
