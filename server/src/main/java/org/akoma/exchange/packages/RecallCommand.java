package org.akoma.exchange.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.akoma.Command;
import org.akoma.CommandLanguage;
import org.akoma.Said;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** {@code ./akoma handover recall FILE}: a call-back that a partner sent is verified, shown and followed, and a signed receipt is written for the sender. */
record RecallCommand(CallBacks callBacks, Provisioning provisioning, MessageSource texts) implements Command {

    @Override
    public String name() {
        return "handover recall";
    }

    @Override
    public int run(Order order) {
        Path file = order.file().orElseThrow();
        Path receipt =
                order.request().map(Path::of).orElseGet(() -> file.resolveSibling(file.getFileName() + ".receipt.age"));
        List<Actor> supervisors = provisioning.allWith(Role.CASE_SUPERVISOR);
        if (supervisors.isEmpty()) {
            order.err().println(Said.say("handover.nobody"));
            return 1;
        }
        try {
            return followed(order, supervisors, HandoverCommands.read(file), receipt);
        } catch (IOException e) {
            order.err().println(Said.say("handover.unreadable", file, e.getMessage()));
            return 1;
        }
    }

    private int followed(Order order, List<Actor> supervisors, byte[] bytes, Path receipt) throws IOException {
        return switch (callBacks.show(supervisors.getFirst(), bytes)) {
            case CallBacks.Result.Shown shown -> {
                say(order, shown);
                yield order.dryRun() ? 0 : read(order, reader(supervisors, shown.words()), bytes, receipt);
            }
            case CallBacks.Result.Refused(String code) -> HandoverCommands.refuse(order, texts, code);
            case CallBacks.Result.Read _, CallBacks.Result.Forbidden _ -> throw new IllegalStateException("Shown only");
        };
    }

    /** Null: a file was made, and nobody leads it. */
    private @Nullable Actor reader(List<Actor> supervisors, CallBacks.Words words) {
        return supervisors.stream()
                .filter(one -> callBacks.reads(one, words.id()))
                .findFirst()
                .orElse(null);
    }

    private int read(Order order, @Nullable Actor actor, byte[] bytes, Path receipt) throws IOException {
        if (actor == null) return HandoverCommands.refuse(order, texts, "packages.unknown-call-back");
        if (Files.exists(receipt)) { // before: that of a package that has not come is written once
            order.err().println(Said.say("handover.recall-receipt-there", receipt));
            return 1;
        }
        return switch (callBacks.read(actor, bytes)) {
            case CallBacks.Result.Read(CallBackReceipts.State state, String code, byte[] written) -> {
                order.out()
                        .println(
                                code == null
                                        ? word(texts, state)
                                        : Said.say("handover.recalled-file", code, word(texts, state)));
                Files.write(receipt, written, StandardOpenOption.CREATE_NEW);
                order.out().println(Said.say("handover.send-back", receipt));
                yield 0;
            }
            case CallBacks.Result.Refused(String code) -> HandoverCommands.refuse(order, texts, code);
            case CallBacks.Result.Shown _, CallBacks.Result.Forbidden _ -> throw new IllegalStateException("Read");
        };
    }

    private void say(Order order, CallBacks.Result.Shown shown) {
        CallBacks.Words words = shown.words();
        order.out().println(Said.say("handover.package", words.id()));
        order.out().println(Said.say("handover.from", shown.from(), shown.fingerprint()));
        order.out()
                .println(Said.say(
                        "handover.recall",
                        words.code(),
                        words.calledAt(),
                        text(texts, "packages.call-back.reasons." + words.reason())));
        order.out().println(Said.say("handover.recall-contact", words.contact()));
    }

    /** What the sender reads of the receipt of a call-back. */
    static void answered(Order order, MessageSource texts, SentPackage sent) {
        SentPackage.CalledBack called = Objects.requireNonNull(sent.calledBack());
        order.out()
                .println(Said.say(
                        "handover.recall-answered",
                        sent.id(),
                        sent.to(),
                        Objects.requireNonNull(called.answeredAt()),
                        word(texts, Objects.requireNonNull(called.answer()))));
    }

    private static String word(MessageSource texts, CallBackReceipts.State state) {
        return text(texts, "packages.call-back.answers." + state);
    }

    private static String text(MessageSource texts, String key) {
        return texts.getMessage(key, null, CommandLanguage.own().locale());
    }
}
