package org.akoma.ground.people;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.person_card. */
@Repository
class PersonCardStore {

    private static final String CARDS = """
            select p.id, upper(p.code) as code, o.code as organisation, p.compartment, c.name, c.job, c.telephone, c.telephone_before, c.telephone_at,
                   coalesce(c.version, 0) as version
              from access.person p
              join access.organisation o on o.id = p.organisation_id left join access.person_card c on c.person_id = p.id""";

    private final JdbcClient jdbc;

    PersonCardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static PersonCardStore of(DataSource owner) {
        return new PersonCardStore(JdbcClient.create(owner));
    }

    /** A card with the telephone still sealed. */
    record Sealed(
            PersonCard card,
            byte @Nullable [] telephone,
            byte @Nullable [] telephoneBefore,
            @Nullable Instant telephoneAt) {}

    /** Empty for a person whom the login may not know. */
    Optional<Sealed> find(String username) {
        return jdbc.sql(CARDS + " where p.code = :code")
                .param("code", username)
                .query((row, n) -> sealed(row))
                .optional();
    }

    /** Cards with a telephone, of those that the login may know. */
    List<Sealed> withTelephones(int most) {
        return jdbc.sql(CARDS + " where c.telephone is not null limit :most")
                .param("most", most)
                .query((row, n) -> sealed(row))
                .list();
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(
                new PersonCard(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("organisation"),
                        Compartment.ofLogin(row.getString("compartment")),
                        row.getString("name"),
                        row.getString("job"),
                        null,
                        row.getInt("version")),
                row.getBytes("telephone"),
                row.getBytes("telephone_before"),
                instant(row, "telephone_at"));
    }

    /** Others with the same name, in whichever writing, or the same number; none for who decides about no accounts. */
    List<ToldApart.Namesake> namesakes(UUID person) {
        return jdbc.sql("select code, state from access.namesakes(:person)")
                .param("person", person)
                .query((row, n) -> new ToldApart.Namesake(
                        row.getString("code"), ToldApart.Namesake.State.valueOf(row.getString("state"))))
                .list();
    }

    void tellApart(UUID id, UUID one, UUID other) {
        jdbc.sql("insert into access.told_apart (id, one, other) values (:id, :one, :other)")
                .param("id", id)
                .param("one", one)
                .param("other", other)
                .update();
    }

    /** Codes of the two people of whom somebody said that they are two. */
    Optional<List<String>> toldApart(UUID id) {
        return jdbc.sql("""
                        select upper(a.code) as one, upper(b.code) as other from access.told_apart t join access.person a on a.id = t.one
                          join access.person b on b.id = t.other where t.id = :id
                        """)
                .param("id", id)
                .query((row, n) -> List.of(row.getString("one"), row.getString("other")))
                .optional();
    }

    /** Whether the login may read what is written of this person: {@code access.shows_card} is the rule of the policies. */
    boolean isShown(String username) {
        return jdbc.sql("select access.shows_card(p.id, p.compartment) from access.person p where p.code = :code")
                .param("code", username)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** What those of the login's side are called, by their code in capitals. */
    Map<String, CalledPeople.Called> names() {
        Map<String, CalledPeople.Called> names = new HashMap<>();
        jdbc.sql(
                        "select upper(p.code) as code, c.name, c.job from access.person_card c join access.person p on p.id = c.person_id limit 20000")
                .query(row -> {
                    names.put(
                            row.getString("code"),
                            new CalledPeople.Called(row.getString("name"), row.getString("job")));
                });
        return names;
    }

    /** Whether a colleague has a name that looks like this one. */
    boolean isAnothers(UUID person, String name) {
        return jdbc.sql("select access.is_colleagues_name(:person, :name)")
                .param("person", person)
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    boolean keeps(UUID person) {
        return jdbc.sql("select access.keeps_card(:person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /**
     * @param version that was read; 0 = there was none
     * @return false when somebody changed it since
     */
    boolean save(
            UUID person,
            Compartment side,
            String name,
            @Nullable String job,
            byte @Nullable [] telephone,
            byte @Nullable [] mark,
            int version) {
        return jdbc.sql("""
                        insert into access.person_card as c (person_id, compartment, name, job, telephone, telephone_mark) values (:id, :side, :name, :job, :telephone, :mark)
                        on conflict (person_id) do update set name = excluded.name, job = excluded.job, telephone = excluded.telephone,
                                                              telephone_mark = :mark
                         where c.version = :version
                        """)
                        .param("version", version)
                        .param("id", person)
                        .param("side", side.login())
                        .param("name", name)
                        .param("job", job)
                        .param("telephone", telephone, java.sql.Types.BINARY)
                        .param("mark", mark, java.sql.Types.BINARY)
                        .update()
                == 1;
    }
}
