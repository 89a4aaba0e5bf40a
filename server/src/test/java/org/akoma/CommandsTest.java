package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that the documents name is one that {@code ./akoma} knows, and the other way about. */
class CommandsTest {

    /** What the script {@code akoma} does itself. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("walk", "bench", "package");

    private static final Pattern COMMAND =
            Pattern.compile("\\./akoma ([a-z]+)(?: ([a-z]+)(?: FILE)?((?: \\| [a-z]+ FILE)*))?");
    private static final Pattern OTHER = Pattern.compile("\\| ([a-z]+) FILE");

    @Test
    void whatTheDocumentsNameIsKnown() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path document : documents()) named.addAll(named(Files.readString(document)));
        assertThat(named).contains("demo", "serve", "import scenario", "import htcds", "export htcds");
        assertThat(known()).containsExactlyInAnyOrderElementsOf(named);
    }

    /** The script names them itself where nothing is built yet. */
    @Test
    void theScriptNamesEachWithoutABuild() throws IOException {
        String script = Files.readString(Path.of("../akoma"));
        Set<String> verbs = new TreeSet<>(OF_THE_SCRIPT);
        verbs.addAll(new CommandLine(new Akoma()).getSubcommands().keySet());
        for (String[] frame : new String[][] {{"Usage: ", "\nEND\n"}, {"Utilisation", "\nFIN\n"}})
            assertThat(script.substring(script.indexOf(frame[0]), script.indexOf(frame[1]))
                            .lines()
                            .filter(line -> line.startsWith("  "))
                            .map(line -> line.strip().replaceAll(" .*", "")))
                    .containsExactlyInAnyOrderElementsOf(verbs);
    }

    @Test
    void helpIsFrenchWhereTheMachineIs() {
        Map<String, String> english = said(Akoma.commands(CommandLanguage.ENGLISH));
        Map<String, String> french = said(Akoma.commands(CommandLanguage.FRENCH));
        assertThat(french.keySet()).isEqualTo(english.keySet());
        assertThat(Akoma.commands(CommandLanguage.FRENCH).getUsageMessage())
                .contains("COMMANDE")
                .doesNotContain("COMMAND]");
        french.forEach((what, words) -> assertThat(words)
                .as(what)
                .isNotEqualTo(english.get(what))
                .doesNotContainPattern("[ \\p{L})][:;?!]( |$)")
                .doesNotContain("'"));
    }

    /** What each command and each option says of itself, and the headings. */
    private static Map<String, String> said(CommandLine command) {
        Map<String, String> said = new TreeMap<>();
        String name = command.getCommandSpec().qualifiedName();
        var usage = command.getCommandSpec().usageMessage();
        said.put(name, String.join(" ", usage.description()));
        said.put(name + " headings", usage.synopsisHeading() + usage.commandListHeading());
        if (usage.footer().length > 0) said.put(name + " footer", String.join(" ", usage.footer()));
        command.getCommandSpec()
                .args()
                .forEach(arg -> said.put(name + " " + arg.paramLabel() + arg, String.join(" ", arg.description())));
        command.getSubcommands().values().forEach(one -> said.putAll(said(one)));
        said.values().removeIf(String::isBlank); // a file to read, of which the command has said what it is
        return said;
    }

    private static List<Path> documents() throws IOException {
        Path top = Path.of("..");
        try (var docs = Files.list(top.resolve("docs"))) {
            List<Path> all = new ArrayList<>(
                    docs.filter(file -> file.toString().endsWith(".md")).toList());
            all.add(top.resolve("README.md"));
            return all;
        }
    }

    private static Set<String> named(String text) {
        Set<String> found = new TreeSet<>();
        CommandLine akoma = new CommandLine(new Akoma());
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
            String first = command.group(1);
            if (OF_THE_SCRIPT.contains(first)) continue;
            CommandLine one = akoma.getSubcommands().get(first);
            if (command.group(2) == null || one != null && one.getSubcommands().isEmpty()) found.add(first);
            else {
                found.add(first + " " + command.group(2));
                Matcher other = OTHER.matcher(command.group(3));
                while (other.find()) found.add(first + " " + other.group(1));
            }
        }
        return found;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        new CommandLine(new Akoma()).getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) known.add(name);
            command.getSubcommands().keySet().forEach(second -> known.add(name + " " + second));
        });
        return known;
    }
}
