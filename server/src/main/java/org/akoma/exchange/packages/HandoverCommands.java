package org.akoma.exchange.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Command;
import org.akoma.CommandLanguage;
import org.akoma.Said;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code ./akoma handover key|rotate|import|recall|receipt}: this house's open half, a new one, a package that came, a call-back that came, and a receipt that
 * came back. An import acts as the first case supervisor by code of the structure that the package is for; a call-back is read for the supervisor of the file
 * that was made of the package, or the first by code where none was; a receipt for the first data protection officer.
 */
@Configuration(proxyBeanMethods = false)
class HandoverCommands {

    @Bean
    Command handoverKey(HouseKeys house) {
        return new OwnKey(house);
    }

    @Bean
    Command handoverRotate(RotateOwnKey rotation) {
        return new Rotate("handover rotate", false, rotation);
    }

    @Bean
    Command handoverRotateLost(RotateOwnKey rotation) {
        return new Rotate("handover rotate-lost", true, rotation);
    }

    @Bean
    Command handoverImport(ReceivedPackages received, Provisioning provisioning, MessageSource texts) {
        return new Import(received, provisioning, texts);
    }

    @Bean
    Command handoverReceipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts) {
        return new Receipt(receipts, provisioning, texts);
    }

    @Bean
    Command handoverRecall(CallBacks callBacks, Provisioning provisioning, MessageSource texts) {
        return new RecallCommand(callBacks, provisioning, texts);
    }

    private record OwnKey(HouseKeys house) implements Command {
        @Override
        public String name() {
            return "handover key";
        }

        @Override
        public int run(Order order) {
            List<HouseKeys.Own> all = house.all();
            show(order, all.getFirst().open());
            for (HouseKeys.Own one : all.subList(1, all.size()))
                order.out()
                        .println(Said.say(
                                switch (one.state()) {
                                    case LOST -> "handover.key-lost";
                                    case OVER -> "handover.key-over";
                                    case RUNNING, REPLACED -> "handover.key-until";
                                },
                                one.number(),
                                one.open().fingerprint(),
                                one.until()));
            return 0;
        }
    }

    private record Rotate(String name, boolean lost, RotateOwnKey rotation) implements Command {
        @Override
        public int run(Order order) {
            RotateOwnKey.Made made = rotation.go(lost);
            if (made == null) {
                order.err().println(Said.say("handover.key-elsewhere"));
                return 1;
            }
            show(order, made.open());
            order.out().println(Said.say("handover.copy", made.file()));
            order.out().println(Said.say(lost ? "handover.former-lost" : "handover.former-until", made.until()));
            order.out()
                    .println(
                            made.partners().isEmpty()
                                    ? Said.say("handover.no-partner")
                                    : Said.say("handover.partners", String.join(", ", made.partners())));
            return 0;
        }
    }

    private static void show(Command.Order order, PublicHalf open) {
        order.out().println(open.text());
        order.out().println(Said.say("handover.fingerprint", open.fingerprint()));
    }

    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SealedFile.MOST_BYTES + 1);
        }
    }

    /** The code for programs, the sentence for people. */
    static int refuse(Command.Order order, MessageSource texts, String code) {
        return refuse(order, texts, code, "");
    }

    /** @param about the child's code, where it is about one */
    private static int refuse(Command.Order order, MessageSource texts, String code, String about) {
        order.err()
                .println(about + code + ": "
                        + texts.getMessage(
                                "error." + code,
                                null,
                                code,
                                CommandLanguage.own().locale()));
        return 1;
    }

    private record Import(ReceivedPackages received, Provisioning provisioning, MessageSource texts)
            implements Command {

        @Override
        public String name() {
            return "handover import";
        }

        @Override
        public int run(Order order) {
            Path file = order.file().orElseThrow();
            try {
                byte[] bytes = read(file);
                Actor actor = importer(bytes);
                if (actor == null) {
                    order.err().println(Said.say("handover.nobody"));
                    return 1;
                }
                return order.dryRun()
                        ? tell(order, received.show(actor, bytes), file, actor)
                        : tell(
                                order,
                                received.take(
                                        actor,
                                        bytes,
                                        new ReceivedPackages.Answers(order.codes(), order.again()),
                                        one -> say(order, one)),
                                file,
                                actor);
            } catch (IOException e) {
                order.err().println(Said.say("handover.unreadable", file, e.getMessage()));
                return 1;
            }
        }

        /** The first supervisor by code: of the structure that the package names, or of all where it names none of this house. */
        private @Nullable Actor importer(byte[] bytes) {
            Actor first = provisioning.firstWith(Role.CASE_SUPERVISOR);
            if (first == null) return null;
            Optional<String> structure = received.addressee(first, bytes);
            return structure.isEmpty() ? first : provisioning.firstWith(Role.CASE_SUPERVISOR, structure.get());
        }

        private static Path receiptOf(Order order, Path file) {
            return order.request()
                    .map(Path::of)
                    .orElseGet(() -> file.resolveSibling(file.getFileName() + ".receipt.age"));
        }

        private int tell(Order order, ReceivedPackages.Result result, Path file, Actor actor) throws IOException {
            return switch (result) {
                case ReceivedPackages.Result.Shown(PackageContents contents) -> {
                    say(order, contents);
                    yield 0;
                }
                case ReceivedPackages.Result.Taken(PackageContents contents, byte[] receipt) ->
                    made(order, contents, receipt, receiptOf(order, file), actor);
                case ReceivedPackages.Result.Refused(String code) -> refuse(order, texts, code);
                case ReceivedPackages.Result.Forbidden() -> {
                    order.err().println(Said.say("handover.may-not", actor.code()));
                    yield 1;
                }
            };
        }

        /** 0 where a file of each child is here now. */
        private static int made(Order order, PackageContents contents, byte @Nullable [] receipt, Path to, Actor actor)
                throws IOException {
            List<PackageContents.Child> made = contents.arrived();
            if (receipt != null) {
                order.out().println(Said.say("handover.follows", actor.code()));
                write(order, to, receipt, made);
            }
            if (!contents.in(PackageContents.State.MAYBE_KNOWN).isEmpty())
                order.err().println(Said.say("handover.compare"));
            if (!contents.in(PackageContents.State.AGAIN).isEmpty()) order.err().println(Said.say("handover.again"));
            if (!contents.in(PackageContents.State.ERASED).isEmpty())
                order.err().println(Said.say("handover.erased"));
            int here = made.size() + contents.in(PackageContents.State.KNOWN).size();
            order.out()
                    .println(Said.say(
                            "handover.made", made.size(), contents.children().size(), here));
            return here == contents.children().size() ? 0 : 1;
        }

        private static void write(Order order, Path receipt, byte[] bytes, List<PackageContents.Child> made)
                throws IOException {
            try {
                Files.write(receipt, bytes, StandardOpenOption.CREATE_NEW);
                order.out().println(Said.say("handover.send-back", receipt));
            } catch (FileAlreadyExistsException there) {
                List<String> codes =
                        made.stream().map(one -> String.valueOf(one.code())).toList();
                order.err().println(Said.say("handover.receipt-there", receipt, String.join(", ", codes)));
            }
        }

        /** What became of one child, as soon as it is known. */
        private void say(Order order, PackageContents.Child one) {
            if (one.code() != null) order.out().println(Said.say("handover.file-of", one.sentAs(), one.code()));
            else {
                refuse(order, texts, String.valueOf(one.reason()), one.sentAs() + ": ");
                one.alike().forEach(order.err()::println);
            }
            order.out().flush();
        }

        private void say(Order order, PackageContents held) {
            order.out().println(Said.say("handover.package", held.id()));
            order.out().println(Said.say("handover.from", held.from(), held.fingerprint()));
            order.out().println(Said.say("handover.made-at", held.madeAt(), held.expiresAt()));
            for (PackageContents.Child one : held.children()) {
                order.out()
                        .println(
                                one.age() == null
                                        ? Said.say("handover.child", one.sentAs(), one.sex(), one.country())
                                        : Said.say(
                                                "handover.child-aged",
                                                one.sentAs(),
                                                one.sex(),
                                                one.country(),
                                                one.age()));
                order.out()
                        .println("             "
                                + (one.minimum() ? Said.say("handover.minimum", one.purpose()) : one.purpose()));
                one.parts().forEach((part, count) -> order.out().println("             " + part + ": " + count));
                if (one.reason() != null) refuse(order, texts, one.reason(), one.sentAs() + ": ");
            }
        }
    }

    private record Receipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts)
            implements Command {
        @Override
        public String name() {
            return "handover receipt";
        }

        @Override
        public int run(Order order) {
            Actor actor = provisioning.firstWith(Role.DATA_PROTECTION_OFFICER);
            if (actor == null) {
                order.err().println(Said.say("handover.no-officer"));
                return 1;
            }
            Path file = order.file().orElseThrow();
            try {
                return switch (receipts.read(actor, HandoverCommands.read(file))) {
                    case PackageReceipts.Result.Read(List<SentPackage> answered, Map<UUID, String> refused) -> {
                        answered.forEach(one -> say(order, one));
                        refused.forEach((id, code) -> HandoverCommands.refuse(order, texts, code, id + ": "));
                        yield refused.isEmpty() ? 0 : 1;
                    }
                    case PackageReceipts.Result.CallBackAnswered(SentPackage sent) -> {
                        RecallCommand.answered(order, texts, sent);
                        yield 0;
                    }
                    case PackageReceipts.Result.Refused(String code) -> refuse(order, texts, code);
                    case PackageReceipts.Result.Forbidden() -> refuse(order, texts, "packages.unknown-package");
                };
            } catch (IOException e) {
                order.err().println(Said.say("file.unreadable", file, e.getMessage()));
                return 1;
            }
        }

        private static void say(Order order, SentPackage answered) {
            SentPackage.Receipt said = java.util.Objects.requireNonNull(answered.receipt());
            order.out().println(Said.say("handover.arrived", answered.id(), answered.to(), said.at(), said.as()));
        }
    }
}
