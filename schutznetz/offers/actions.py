"""What can be done with offers."""

from schutznetz.kernel.policy import Action


class OfferAction(Action):
    SEARCH = "offers.search"
    SHOW = "offers.show"
    LIST = "offers.list"
    ADD = "offers.add"
    READ = "offers.read"
    KEEP = "offers.keep"
    CHANGE = "offers.change"
    PUBLISH = "offers.publish"
    WITHDRAW = "offers.withdraw"
    SET_PLACES = "offers.set_places"
    CONFIRM = "offers.confirm"
    ASK = "offers.ask"
    IMPORT = "offers.import"
    CHECK_FILE = "offers.check_file"
    READ_FILE = "offers.read_file"
    TAKE_FILE = "offers.take_file"
