-- What numbers cost, without reading a million of them: the few prices there are, walked one after the other.
create index inventory_prices on inventory (kind, monthly_nanos, setup_nanos);
