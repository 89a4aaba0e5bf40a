package org.akoma;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.OtherDatabase;
import org.akoma.ground.people.Provisioning;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A second house in the same JVM, with a database, keys, people and a port of its own. */
public final class OtherHouse implements AutoCloseable {

    private final OtherDatabase database;
    private final ConfigurableApplicationContext context;

    private OtherHouse(OtherDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    public static OtherHouse start() {
        OtherDatabase database = OtherDatabase.start();
        SpringApplication application = new SpringApplication(Akoma.class, HouseIT.OwnTime.class);
        application.addInitializers(
                started -> started.getBeanFactory().registerSingleton("databaseAddress", database.address()));
        try {
            return new OtherHouse(
                    database,
                    application.run(
                            "--akoma.data=" + database.root(),
                            "--akoma.demo=true",
                            "--akoma.rounds=false",
                            "--server.port=0"));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Command command(String name) {
        return context.getBeansOfType(Command.class).values().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Organisation structure(String code, Organisation.Kind kind, String country) {
        Organisation made =
                new Organisation(Ids.next(), code, "Structure", kind, country, null, Ids.next(), null, null, List.of());
        bean(Provisioning.class).structures(List.of(made));
        return made;
    }

    public Actor person(Role role, Organisation at, UUID supervisor) {
        String username = (role.name().substring(0, 2) + "-"
                        + UUID.randomUUID().toString().substring(0, 8))
                .toLowerCase(Locale.ROOT);
        bean(Provisioning.class)
                .settle(
                        List.of(new Provisioning.NewPerson(Ids.next(), username, at.id(), role, null, supervisor)),
                        HouseIT.BEGINNING,
                        HouseIT.PASSWORD,
                        false);
        return Objects.requireNonNull(bean(Provisioning.class).actor(username));
    }

    public Caller api(Actor person) {
        return new Caller(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class), null)
                .as(person.username(), HouseIT.PASSWORD);
    }

    /** Of its data, with its keys beside. */
    public Path folder() {
        return database.root();
    }

    public void ownerDoes(String sql) {
        database.ownerDoes(sql);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
