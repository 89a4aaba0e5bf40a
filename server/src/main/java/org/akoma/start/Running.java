package org.akoma.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.Akoma;
import org.akoma.Command;
import org.akoma.Command.Order;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The started application on its opened database. Stopping closes the application first and the database after it, also on Ctrl-C: that is why
 * Spring's own shutdown hook is off.
 */
final class Running implements AutoCloseable {

    /** Lifecycle phase of what must run before the web server takes a request; it is stopped after the last request. */
    static final int BEFORE_LISTENING = 0;

    private final Database database;
    private @Nullable ConfigurableApplicationContext context;
    private boolean closed;

    private Running(Database database) {
        this.database = database;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    }

    /**
     * Starts the application on the database; closes the database when the start fails.
     *
     * @param properties Spring properties as {@code name=value}
     */
    @SafeVarargs
    static Running start(
            DataFolder data,
            Database database,
            List<String> properties,
            ApplicationContextInitializer<ConfigurableApplicationContext>... more) {
        Running running = new Running(database);
        SpringApplication application = new SpringApplication(Akoma.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(StartSettings.readAsUtf8("."));
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("databaseAddress", database.address()));
        Arrays.stream(more).forEach(application::addInitializers);
        try {
            running.context = application.run(arguments(data, properties));
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw RefusedAtStart.in(e).<RuntimeException>map(refused -> refused).orElse(e);
        }
    }

    /** Starts the application without a port: nothing listens, no job runs, only what the command needs is created. */
    static Running forCommand(DataFolder data) {
        new StartSettings(SettingsCheck.settings()).refuseWrong();
        List<String> properties = new ArrayList<>(List.of("server.port=-1", "spring.main.lazy-initialization=true"));
        properties.addAll(DemoFolder.propertiesOf(data));
        Database database = DemoFolder.isDemo(data) ? Database.embeddedForCommand(data) : Database.forCommand(data);
        return start(data, database, properties);
    }

    private static String[] arguments(DataFolder data, List<String> properties) {
        return Stream.concat(
                        Stream.of("akoma.data=" + data.root(), "akoma.keys=" + data.keysFolder()),
                        Stream.concat(noDemo(data), properties.stream()))
                .map(property -> "--" + property)
                .toArray(String[]::new);
    }

    /** Above every other setting: only the marker file in the data folder decides whether this is a demo ({@link DemoFolder#propertiesOf}). */
    private static Stream<String> noDemo(DataFolder data) {
        return DemoFolder.isDemo(data) ? Stream.of() : Stream.of("akoma.demo=false");
    }

    /** The port, once it is open. */
    int port() {
        return context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    ApplicationContext context() {
        if (context == null) {
            throw new IllegalStateException("Not started");
        }
        return context;
    }

    /** Runs the command of this name. */
    static int order(ApplicationContext context, String words, Order order) {
        return context.getBeansOfType(Command.class).values().stream()
                .filter(command -> command.name().equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No room offers the command " + words))
                .run(order);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (context != null) {
                context.close();
            }
        } finally {
            database.close();
        }
    }
}
