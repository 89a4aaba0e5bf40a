package org.akoma.start;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.akoma.Command.Order;
import org.akoma.Refused;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.KeysPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that rooms contribute have in common: the data folder, and running inside the application. */
@CommandLine.Command(mixinStandardHelpOptions = true)
abstract class ApplicationCommand {

    @Spec
    @Nullable
    CommandSpec spec;

    int run(Folder folder, String words, @Nullable Path file, boolean dryRun) {
        return run(folder, words, file, dryRun, null);
    }

    int run(Folder folder, String words, @Nullable Path file, boolean dryRun, @Nullable String request) {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        refuseWhatIsNotThere(folder, words, file);
        try (Running running = Running.forCommand(folder.place())) {
            return Running.order(
                    running.context(),
                    words,
                    new Order(
                            Optional.ofNullable(file),
                            dryRun,
                            command.commandLine().getOut(),
                            command.commandLine().getErr(),
                            Optional.ofNullable(request)));
        }
    }

    /** A mistyped name makes no new house and no keys: only a scenario, which brings its own people, may begin one. */
    static void refuseWhatIsNotThere(Folder folder, String words, @Nullable Path file) {
        if (words.startsWith("import ") && file != null && !Files.isReadable(file)) throw Refused.of("file.none", file);
        if (!words.equals("import scenario") && !Files.isDirectory(folder.data))
            throw Refused.of("folder.none", folder.data.toAbsolutePath());
    }

    /** Options of the port and address: only this machine by default, because Akoma does not speak TLS itself. */
    static final class Listening {
        @Option(names = "--port", defaultValue = "8080", description = "Port to listen on (default: 8080).")
        int port = 8080;

        @Option(
                names = "--listen",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                description = "Address to listen on (default: 127.0.0.1, this machine alone).")
        String address = "127.0.0.1";

        List<String> properties() {
            if (port < 0 || port > 65_535) throw Refused.of("port.none", port);
            return List.of("server.port=" + port, "server.address=" + bound().getHostAddress());
        }

        /** Before a folder, a key or a database is made: what fails later would leave a house whose first passwords nobody read. */
        void refuseTaken() {
            if (port == 0) return;
            try (ServerSocket _ = new ServerSocket(port, 1, bound())) {
                return;
            } catch (IOException e) {
                int other = port < 1024 ? 8080 : port == 65_535 ? port - 1 : port + 1;
                throw Refused.of("port.taken", port, address, e.getMessage(), other);
            }
        }

        boolean areOpenToOthers() {
            return !bound().isLoopbackAddress();
        }

        /** Where the health check is asked. */
        String reachable() {
            InetAddress bound = bound();
            if (bound.isAnyLocalAddress()) return "127.0.0.1";
            return bound instanceof Inet6Address ? "[" + bound.getHostAddress() + "]" : bound.getHostAddress();
        }

        private InetAddress bound() {
            try {
                return InetAddress.ofLiteral(address);
            } catch (IllegalArgumentException e) {
                throw Refused.of("port.address", address);
            }
        }
    }

    /** The folder option, the same for all. */
    static final class Folder {
        @Option(
                names = "--data",
                defaultValue = "data",
                paramLabel = "DIR",
                description = "Data folder (default: ./data).")
        Path data = Path.of("data");

        @Option(
                names = "--keys",
                paramLabel = "DIR",
                description =
                        "Folder of the keys (default: where the data folder remembers them; for a new house outside it).")
        @Nullable
        Path keys;

        @Option(
                names = "--keys-beside-data",
                description = "Allow the keys in the data folder itself: one stolen disk then opens everything.")
        boolean beside;

        /** The folder with its keys. A demo, which holds no real records, keeps them beside. */
        DataFolder place() {
            DataFolder usual = new DataFolder(data);
            return DemoFolder.isDemo(usual) ? usual : KeysPlace.of(data, keys, beside);
        }
    }
}
