package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on one data folder: made at first start, durable, on the loopback address only, passwords
 * required. It outlives a killed application; the next start adopts it.
 */
final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser that only this launcher and {@link Logins} use. */
    static final String ADMIN = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Path HOME_WHEN_HIDDEN = Path.of("/var/lib/akoma");
    private static final int START_SECONDS = 60;
    private static final int PORTS_TRIED = 3;

    /** With less than this left on its disk, in mebibytes, a server that does not start may lack room. */
    private static final long LITTLE_MIB = 300;

    /**
     * The C library gives freed blocks of this size (bytes) back to the system. By itself it raises the size with each large block, and a connection that
     * has planned the list of tasks once keeps 75 MB of which it uses 14.
     */
    private static final Map<String, String> GIVE_BACK =
            Map.of("MALLOC_MMAP_THRESHOLD_", "524288", "MALLOC_TRIM_THRESHOLD_", "262144");

    private final DataFolder data;
    private final Path cluster;
    private final PostgresBinaries binaries;
    private final int port;
    private boolean closed;

    private EmbeddedPostgres(DataFolder data, Path cluster, PostgresBinaries binaries, int port) {
        this.data = data;
        this.cluster = cluster;
        this.binaries = binaries;
        this.port = port;
    }

    /**
     * Starts the server of the data folder, or adopts the one left running there. The caller holds the folder's lock.
     *
     * @param password of {@link #ADMIN}; given to a new cluster, required of an old one
     */
    static EmbeddedPostgres start(DataFolder data, String password, PostgresSettings settings) {
        Path cluster = place(data);
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(binariesBase(cluster, settings));
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            initialise(cluster, binaries, password, settings);
        }
        Optional<Postmaster> left = Postmaster.of(cluster);
        if (left.isEmpty()) {
            Postmaster.forget(cluster);
        }
        if (left.isPresent()) {
            EmbeddedPostgres adopted =
                    new EmbeddedPostgres(data, cluster, binaries, left.get().port());
            if (adopted.answers(password)) {
                log.info("Adopted the PostgreSQL that was left running on {}", cluster);
                return adopted;
            }
            adopted.stop("immediate"); // it will recover from its write-ahead log
        }
        return launched(data, cluster, binaries, settings);
    }

    /** Between the look for a free port and the start another program may take it, as when a copy of this folder starts too: then another is tried. */
    private static EmbeddedPostgres launched(
            DataFolder data, Path cluster, PostgresBinaries binaries, PostgresSettings settings) {
        int port = freePort(data);
        for (int tries = 1; ; tries++) {
            try {
                EmbeddedPostgres fresh = new EmbeddedPostgres(data, cluster, binaries, port);
                fresh.launch(settings);
                return fresh;
            } catch (PortTaken taken) {
                if (tries == PORTS_TRIED) throw taken;
                log.warn("{} Another port is tried.", taken.getMessage());
                port = anyPort();
            }
        }
    }

    /** The port of the server that runs on the folder for another process of ours; empty when none does. */
    static Optional<Integer> portOf(DataFolder data) {
        return Files.exists(data.cluster())
                ? Postmaster.of(real(data.cluster())).map(Postmaster::port)
                : Optional.empty();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops a server that a killed application left running. The caller holds the folder's lock. */
    static void stopLeftOver(DataFolder data) {
        if (portOf(data).isPresent()) {
            Path cluster = real(data.cluster());
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(binariesBase(cluster, PostgresSettings.lasting()));
            new EmbeddedPostgres(data, cluster, binaries, 0).stop("fast");
        }
    }

    /** Deletes what lies outside the data folder; the folder's owner deletes the rest. */
    static void deleteCluster(DataFolder data) throws IOException {
        if (!Files.isSymbolicLink(data.cluster())) {
            return;
        }
        Path hidden = Files.readSymbolicLink(data.cluster()).getParent();
        if (hidden != null && HOME_WHEN_HIDDEN.equals(hidden.getParent()) && Files.isDirectory(hidden)) {
            try (Stream<Path> files = Files.walk(hidden)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** JDBC address of one database of the server on this port. */
    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    int port() {
        return port;
    }

    /** Fast shutdown: running transactions are rolled back, answered ones are on disk. */
    @Override
    public synchronized void close() {
        closed = true;
        stop("fast");
    }

    /**
     * Where the cluster lives: in the data folder, or, when we are root and the folder lies where only root can walk (a
     * clone below /root), under /var/lib/akoma with a link to it.
     */
    private static Path place(DataFolder data) {
        Path link = data.cluster();
        try {
            data.make();
            if (!Files.exists(link)) {
                if (Unprivileged.reaches(data.root())) {
                    Files.createDirectory(link);
                } else {
                    Path hidden = HOME_WHEN_HIDDEN.resolve(UUID.randomUUID().toString());
                    Files.createDirectories(hidden.resolve("pg"));
                    Files.createSymbolicLink(link, hidden.resolve("pg"));
                }
                Unprivileged.own(link.toRealPath());
                Files.setPosixFilePermissions(link.toRealPath(), PosixFilePermissions.fromString("rwx------"));
            }
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the database folder " + link, e);
        }
    }

    private static Path binariesBase(Path cluster, PostgresSettings settings) {
        Path beside = cluster.getParent();
        return settings.binaries() != null ? settings.binaries() : beside == null ? cluster : beside;
    }

    private static void initialise(
            Path cluster, PostgresBinaries binaries, String password, PostgresSettings settings) {
        log.info("Making a new database in {}", cluster);
        Path secret = cluster.resolveSibling("pg-password");
        try {
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, password + "\n");
            Unprivileged.own(secret);
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb"),
                    "-D",
                    cluster.toString(),
                    "-U",
                    ADMIN,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"));
            if (!settings.durable()) {
                command.add("--no-sync");
            }
            run(binaries, command);
        } catch (IllegalStateException failed) {
            String said = String.valueOf(failed.getMessage());
            throw new StartRefused(
                    "refused.postgres.not-made",
                    cluster,
                    said.substring(said.indexOf('\n') + 1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the first password to " + secret, e);
        } finally {
            deleteQuietly(secret);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("Could not delete {}: {}", file, e.getMessage());
        }
    }

    /** Starts the server again when its process is gone: killed, or ended by a full disk. */
    synchronized void startIfGone(PostgresSettings settings) {
        if (closed || Postmaster.of(cluster).isPresent()) return;
        log.warn("The database's process is gone; it is started again");
        Postmaster.forget(cluster);
        launch(settings);
        log.info("The database runs again");
    }

    private void launch(PostgresSettings settings) {
        try {
            Path configuration = cluster.resolve("postgresql.conf");
            Files.writeString(configuration, settings.text(port));
            Path output = cluster.resolveSibling("pg.log");
            if (!Files.exists(output)) {
                Files.createFile(output);
                Files.setPosixFilePermissions(output, PosixFilePermissions.fromString("rw-r-----"));
            }
            Unprivileged.own(output);
            Unprivileged.own(configuration);
            begin(
                    port,
                    output,
                    List.of(
                            binaries.program("pg_ctl"),
                            "start",
                            "-D",
                            cluster.toString(),
                            "-l",
                            output.toString(),
                            "-w",
                            "-t",
                            Integer.toString(START_SECONDS)));
            Files.writeString(data.portFile(), Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL on " + cluster, e);
        }
    }

    /** Of a start that fails, the server's own log says why; it holds no statement. */
    private void begin(int port, Path output, List<String> command) throws IOException {
        int before = lines(output).size();
        try {
            run(binaries, command);
        } catch (IllegalStateException e) {
            List<String> all = lines(output);
            List<String> said = all.subList(Math.min(before, all.size()), all.size());
            if (said.stream().anyMatch(line -> line.contains("could not bind")))
                throw new PortTaken("refused.postgres.port", cluster, port, output);
            long left = Files.getFileStore(cluster).getUsableSpace() >> 20;
            throw new StartRefused(
                    left < LITTLE_MIB ? "refused.postgres.disk" : "refused.postgres.start",
                    cluster,
                    reason(said, e),
                    output,
                    left);
        }
    }

    private static List<String> lines(Path output) throws IOException {
        return Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    }

    /** The last line of a server that ends only says that it is shut down; before it lies what is fatal. */
    private static String reason(List<String> said, IllegalStateException failed) {
        return said.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((first, last) -> last)
                .orElse(said.isEmpty() ? String.valueOf(failed.getMessage()) : said.getLast());
    }

    private void stop(String mode) {
        if (Postmaster.of(cluster).isPresent()) {
            run(
                    binaries,
                    List.of(
                            binaries.program("pg_ctl"),
                            "stop",
                            "-D",
                            cluster.toString(),
                            "-m",
                            mode,
                            "-w",
                            "-t",
                            "60"));
        }
    }

    private boolean answers(String password) {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), ADMIN, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The port of last time when it is free, so that addresses stay; else any free one. */
    private static int freePort(DataFolder data) {
        try {
            if (Files.exists(data.portFile())) {
                int last = Integer.parseInt(Files.readString(data.portFile()).strip());
                Optional<Integer> again = open(last);
                if (again.isPresent()) {
                    return again.get();
                }
            }
            return anyPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int anyPort() {
        return open(0).orElseThrow(() -> new IllegalStateException("No free port on the loopback address"));
    }

    private static Optional<Integer> open(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Optional.of(socket.getLocalPort());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void run(PostgresBinaries binaries, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(Unprivileged.command(command))
                .directory(binaries.home().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(GIVE_BACK);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("PostgreSQL: " + String.join(" ", command) + "\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was asked to " + command, e);
        }
    }
}
