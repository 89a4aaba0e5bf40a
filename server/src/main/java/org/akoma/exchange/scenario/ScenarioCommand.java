package org.akoma.exchange.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.akoma.Command;
import org.akoma.CommandLanguage;
import org.akoma.Said;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** {@code import scenario FILE}: checks the whole file, then replays what had happened by now, each record at its own moment. */
@Component
class ScenarioCommand implements Command {

    private static final long LARGEST = 64L << 20;

    private final ScenarioImport replay;
    private final CodeLists codes;
    private final List<ScenarioSection> sections;
    private final MessageSource messages;

    ScenarioCommand(
            ScenarioImport replay, CodeLists codes, ObjectProvider<ScenarioSection> sections, MessageSource messages) {
        this.replay = replay;
        this.codes = codes;
        this.sections = sections.orderedStream().toList();
        this.messages = messages;
    }

    @Override
    public String name() {
        return "import scenario";
    }

    @Override
    public int run(Order order) {
        ScenarioReader reader = new ScenarioReader(codes, sections);
        Scenario scenario = read(reader, order.file().orElseThrow());
        if (scenario == null) return refuse(order, reader.problems());
        List<Finding> conflicts = replay.conflicts(scenario);
        if (!conflicts.isEmpty()) return refuse(order, conflicts);
        if (order.dryRun())
            order.out()
                    .println(Said.say(
                            "scenario.sound",
                            scenario.children().size(),
                            scenario.staff().size()));
        else order.out().println(replay.replay(scenario));
        return 0;
    }

    private static @Nullable Scenario read(ScenarioReader reader, Path file) {
        try {
            if (Files.size(file) > LARGEST) return reader.refuse("exchange.too-large", String.valueOf(LARGEST >> 20));
            return reader.read(Files.readAllBytes(file));
        } catch (IOException e) {
            return reader.refuse("exchange.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private int refuse(Order order, List<Finding> problems) {
        ProblemTexts texts = new ProblemTexts(messages);
        problems.forEach(problem ->
                order.err().println(texts.line(problem, CommandLanguage.own().locale())));
        return 1;
    }
}
