package org.akoma.ground.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people want to be notified. Addresses are sealed under a key of the installation: only the sender opens them, nobody reads them in the database. */
@Component
class ChoiceStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    ChoiceStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Choice> find(UUID person) {
        return jdbc.sql("select * from notices.choice where person_id = :p")
                .param("p", person)
                .query((row, n) -> read(person, row))
                .optional();
    }

    void save(UUID person, Choice choice) {
        jdbc.sql("""
                insert into notices.choice (person_id, rhythm, daily_at, quiet_from, quiet_until, alerts_always, email, phone)
                values (:p, :rhythm, :daily, :from, :until, :always, :email, :phone)
                on conflict (person_id) do update set rhythm = excluded.rhythm, daily_at = excluded.daily_at, quiet_from = excluded.quiet_from,
                    quiet_until = excluded.quiet_until, alerts_always = excluded.alerts_always, email = excluded.email, phone = excluded.phone""")
                .param("p", person)
                .param("rhythm", choice.rhythm().name())
                .param("daily", choice.dailyAt())
                .param("from", choice.quietFrom(), Types.TIME)
                .param("until", choice.quietUntil(), Types.TIME)
                .param("always", choice.alertsAlways())
                .param("email", sealed(person, "email", choice.email()), Types.BINARY)
                .param("phone", sealed(person, "phone", choice.phone()), Types.BINARY)
                .update();
    }

    private Choice read(UUID person, ResultSet row) throws SQLException {
        return new Choice(
                Choice.Rhythm.valueOf(row.getString("rhythm")),
                row.getObject("daily_at", LocalTime.class),
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_until", LocalTime.class),
                row.getBoolean("alerts_always"),
                opened(person, "email", row.getBytes("email")),
                opened(person, "phone", row.getBytes("phone")));
    }

    private byte @Nullable [] sealed(UUID person, String what, @Nullable String address) {
        return address == null ? null : vault.sealForHouse(Compartment.ADMINISTRATION, place(person, what), address);
    }

    private @Nullable String opened(UUID person, String what, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : vault.unsealForHouse(Compartment.ADMINISTRATION, place(person, what), sealed, String.class);
    }

    private static String place(UUID person, String what) {
        return "notices." + what + "/" + person;
    }
}
