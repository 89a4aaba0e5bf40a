package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.Akoma;
import org.akoma.Command;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

/** A package by the commands of an operator: as rooms offer them, and as a person types them. */
class PackageCommandsIT extends TwoHouses {

    private static final String TODAY = "today=2015-11-16\nfilled=true\n";

    @TempDir
    private Path folder;

    @Autowired
    private List<Command> commands;

    /** As an operator does it: the command shows, makes, and writes the receipt; the sender's command reads it. */
    @Test
    void byTheCommands() throws IOException {
        Path file = Files.write(folder.resolve("child.age"), made());
        assertThat(run(other.command("handover key"), Optional.empty(), false, null)
                        .text())
                .startsWith("0 akoma-partner-1 age1")
                .contains("fingerprint: ");
        Said shown = run(other.command("handover import"), Optional.of(file), true, null);
        assertThat(shown.text()).startsWith("0 ").contains(code, senders.code(), "CONTINUED_CARE", "notes: 0");
        Path receipt = folder.resolve("back.age");
        Said made = run(other.command("handover import"), Optional.of(file), false, receipt, Set.of(code));
        assertThat(made.text())
                .startsWith("0 ")
                .contains("is the file of the child", "1 of 1 files were made", "Send the receipt back");
        assertThat(run(other.command("handover import"), Optional.of(file), false, receipt)
                        .text())
                .startsWith("1 ")
                .contains("packages.replay: This package was imported before.");
        Command reads = commands.stream()
                .filter(one -> one.name().equals("handover receipt"))
                .findFirst()
                .orElseThrow();
        assertThat(run(reads, Optional.of(receipt), false, null).text())
                .startsWith("0 Package ")
                .contains("arrived at " + abroad.code());
        assertThat(run(reads, Optional.of(receipt), false, null).text()).startsWith("1 packages.receipt-used");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/packages")
                        .json()
                        .path("items")
                        .path(0)
                        .path("receivedAt")
                        .asString())
                .startsWith("2015-11-16T");
    }

    /** The sender calls back; the receiver's command shows it, follows it once and writes a receipt, which the sender's command keeps once. */
    @Test
    void aCallBackByTheCommands() throws IOException {
        Path file = Files.write(folder.resolve("child.age"), made());
        String sent = api(worker.username())
                .get("/api/v1/cases/" + code + "/packages")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String address = "/api/v1/cases/" + code + "/packages/" + sent + "/call-back";
        assertThat(api(worker.username())
                        .post(address, Map.of("reason", "OTHER_CHILD", "contact", "Permanence, +225 07 00 00 00"))
                        .status())
                .isEqualTo(200);
        byte[] signed = bytes(api(worker.username()), address).body();
        Path callBack = Files.write(folder.resolve("back.age"), signed);
        Command recall = other.command("handover recall");
        assertThat(run(recall, Optional.of(file), false, null).text()).startsWith("1 packages.other-kind");
        byte[] flipped = signed.clone();
        flipped[flipped.length - 3] ^= 4;
        assertThat(run(recall, Optional.of(Files.write(folder.resolve("flipped.age"), flipped)), false, null)
                        .text())
                .startsWith("1 packages.damaged");
        assertThat(run(own("handover recall"), Optional.of(callBack), false, null)
                        .text())
                .as("the sender's own house")
                .startsWith("1 packages.not-for-us");
        assertThat(run(recall, Optional.of(callBack), true, null).text())
                .startsWith("0 ")
                .contains(sent, code, senders.code(), "It is about another child", "+225 07 00 00 00")
                .doesNotContain("imported no more");
        Path receipt = folder.resolve("back.age.receipt.age");
        assertThat(run(recall, Optional.of(callBack), false, null).text())
                .startsWith("0 ")
                .contains("imported no more", "Send the receipt back");
        assertThat(run(other.command("handover import"), Optional.of(file), false, folder.resolve("r.age"))
                        .text())
                .contains("packages.called-back");
        assertThat(run(recall, Optional.of(callBack), false, folder.resolve("second.age"))
                        .text())
                .contains("packages.call-back-used");
        Command reads = own("handover receipt");
        assertThat(run(reads, Optional.of(receipt), false, null).text())
                .startsWith("0 Call-back of package " + sent)
                .contains(abroad.code(), "imported no more");
        assertThat(run(reads, Optional.of(receipt), false, null).text()).startsWith("1 packages.receipt-used");
    }

    private Command own(String name) {
        return commands.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The same, typed on the folder of the house that receives, while it is served: what is made by it is in {@link #bothWaysAsPeopleTypeIt}. */
    @Test
    void asAPersonTypesIt() throws IOException {
        Path file = Files.write(folder.resolve("child.age"), made());
        Files.writeString(other.folder().resolve("demo.properties"), TODAY);
        assertThat(typed("key").text()).startsWith("0 akoma-partner-1 age1").contains("fingerprint: ");
        assertThat(typed("import", folder.resolve("none.age").toString()).text())
                .startsWith("1 ")
                .contains("There is no file");
        assertThat(typed("import", file.toString()).text())
                .as("nobody is there to be asked")
                .startsWith("1 ")
                .contains("Nothing was made: say --yes");
        assertThat(folder.resolve("child.age.receipt.age")).doesNotExist();
    }

    /** Two houses on one machine, each in a folder of its own and served: packages both ways, by nothing but what people type. */
    @Test
    void bothWaysAsPeopleTypeIt() throws IOException {
        Path ours = TestDatabase.root();
        Path clock = ours.resolve("demo.properties");
        Files.writeString(other.folder().resolve("demo.properties"), TODAY);
        Files.writeString(clock, TODAY);
        try {
            Path there = Files.write(folder.resolve("there.age"), made());
            assertThat(typed(ours, "import", there.toString(), "--show").text())
                    .as("the sender's house cannot open it")
                    .startsWith("1 packages.not-for-us");
            assertThat(shownAndMade(there, other.folder())).contains(code, senders.code());
            Path receipt = folder.resolve("there.age.receipt.age");
            assertThat(typed(other.folder(), "import", there.toString(), "--yes")
                            .text())
                    .startsWith("1 ")
                    .contains("packages.replay");
            assertThat(typed(other.folder(), "receipt", receipt.toString()).text())
                    .as("it is for the sender")
                    .startsWith("1 packages.not-for-us");
            assertThat(typed(ours, "receipt", receipt.toString()).text())
                    .startsWith("0 Package ")
                    .contains("arrived at");
            assertThat(typed(ours, "receipt", receipt.toString()).text()).startsWith("1 packages.receipt-used");
            Path here = Files.write(folder.resolve("here.age"), madeThere(newFamilyName()));
            shownAndMade(here, ours);
            assertThat(typed(other.folder(), "receipt", here + ".receipt.age").text())
                    .startsWith("0 Package ")
                    .contains("arrived at");
        } finally {
            Files.delete(clock);
        }
    }

    /** @return what was shown before it was made */
    private static String shownAndMade(Path file, Path to) {
        String shown = typed(to, "import", file.toString(), "--show").text();
        assertThat(shown).startsWith("0 ").doesNotContain("is the file of the child");
        String sent = shown.replaceAll("(?s).*child +([A-Z]+-\\d+),.*", "$1");
        assertThat(typed(to, "import", file.toString(), "--yes", "--other-child", sent)
                        .text())
                .startsWith("0 ")
                .contains(
                        "is the file of the child",
                        "1 of 1 files were made",
                        "Send the receipt back: " + file + ".receipt.age");
        return shown;
    }

    private static Said typed(String... words) {
        return typed(other.folder(), words);
    }

    private static Said typed(Path house, String... words) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        CommandLine akoma = new CommandLine(new Akoma()).setOut(both).setErr(both);
        akoma.setExecutionExceptionHandler((problem, command, _) -> {
            command.getErr().println(problem.getMessage());
            return 1;
        });
        int code =
                akoma.execute(Stream.of(Stream.of("handover"), Stream.of(words), Stream.of("--data", house.toString()))
                        .flatMap(one -> one)
                        .toArray(String[]::new));
        return new Said(code + " " + said);
    }

    private record Said(String text) {}

    private static Said run(Command command, Optional<Path> file, boolean dryRun, Path receipt) {
        return run(command, file, dryRun, receipt, Set.of());
    }

    private static Said run(Command command, Optional<Path> file, boolean dryRun, Path receipt, Set<String> others) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int code = command.run(new Command.Order(
                file, dryRun, both, both, Optional.ofNullable(receipt).map(Path::toString), others));
        return new Said(code + " " + said);
    }
}
