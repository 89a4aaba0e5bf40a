package org.akoma.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Registers the town's children by bulk requests, each with the token of the child's worker. */
final class Loading {

    private record Batch(int worker, int from, int until) {}

    private final House house;
    private final Town town;
    private final List<Integer> clients;
    private final int batch;
    private final LongAdder created = new LongAdder();
    private final LongAdder already = new LongAdder();

    Loading(House house, Town town, Map<String, String> options) {
        this.house = house;
        this.town = town;
        this.clients = Arrays.stream(options.getOrDefault("clients", "1,4").split(","))
                .map(Integer::valueOf)
                .toList();
        this.batch = Math.min(Bench.number(options, "batch", 100), town.perWorker());
    }

    void run() throws Exception {
        Measuring measuring = new Measuring(house);
        List<Person> workers = signIn(measuring);
        List<Batch> batches = batches();
        int done = 0;
        for (int n = 0; n < clients.size(); n++) {
            int until = batches.size() * (n + 1) / clients.size();
            measure(measuring, workers, clients.get(n), new ConcurrentLinkedQueue<>(batches.subList(done, until)));
            done = until;
        }
        new Plans(house).vacuum();
    }

    private List<Person> signIn(Measuring measuring) throws Exception {
        Person[] workers = new Person[town.workers()];
        ConcurrentLinkedQueue<Integer> waiting = new ConcurrentLinkedQueue<>(
                IntStream.range(0, workers.length).boxed().toList());
        Bench.print(measuring.run("sign-in", 2, () -> !waiting.isEmpty(), client -> {
            Integer next = waiting.poll();
            if (next != null) workers[next] = Person.signIn(house.url(), Town.worker(next));
            return 0;
        }));
        return List.of(workers);
    }

    private List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < town.files(); from += batch) {
            int worker = from / town.perWorker();
            int end = Math.min(town.files(), (worker + 1) * town.perWorker());
            batches.add(new Batch(worker, from, Math.min(end, from + batch)));
        }
        return batches;
    }

    private void measure(Measuring measuring, List<Person> workers, int clients, ConcurrentLinkedQueue<Batch> waiting)
            throws Exception {
        created.reset();
        already.reset();
        long began = System.nanoTime();
        Map<String, Object> line = measuring.run("register", clients, () -> !waiting.isEmpty(), client -> {
            Batch next = waiting.poll();
            return next == null ? 0 : send(workers.get(next.worker()), next);
        });
        double took = (System.nanoTime() - began) / 1e9;
        line.put("created", created.sum());
        line.put("already", already.sum());
        line.put("filesPerSecond", Times.hundredths(created.sum() / took));
        Bench.print(line);
    }

    private long send(Person worker, Batch next) throws IOException, InterruptedException {
        LocalDate today = LocalDate.parse(town.day());
        List<Map<String, Object>> records = IntStream.range(next.from(), next.until())
                .mapToObj(file -> town.record(file, today))
                .toList();
        byte[] answer = worker.post("/api/v1/cases/bulk", Bench.JSON.writeValueAsBytes(records));
        for (JsonNode verdict : Bench.JSON.readTree(answer)) {
            switch (verdict.path("status").asString()) {
                case "CREATED" -> created.increment();
                case "ALREADY" -> already.increment();
                default -> throw new IOException("refused: " + verdict);
            }
        }
        return answer.length;
    }
}
