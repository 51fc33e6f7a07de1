package io.jenkins.plugins.ecs.oschange.walk;

/**
 * One decision of a walk.
 *
 * @param amount a parameter of the {@link Happening}: which, how many, or an index of {@link Times}
 */
record Event(Moment moment, Happening what, int amount) {

    static Event parse(String text) {
        String[] words = text.strip().split("[ :]+");
        if (words.length != 5) {
            throw new IllegalArgumentException("an event is like “ASK CHANGE_OS 1: LOSE_REPLY 0”, not " + text);
        }
        Moment moment = new Moment(Moment.Kind.valueOf(words[0]), words[1], Integer.parseInt(words[2]));
        return new Event(moment, Happening.valueOf(words[3]), Integer.parseInt(words[4]));
    }

    @Override
    public String toString() {
        return moment + ": " + what + ' ' + amount;
    }
}
