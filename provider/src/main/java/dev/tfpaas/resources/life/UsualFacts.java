package dev.tfpaas.resources.life;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What kept facts mostly consist of, whatever they are facts of.
///
/// What was packed with it can only be unpacked with it: it stays as it is for ever. Where it no
/// longer fits what is kept, facts become a little longer, and a second text can stand beside it
/// under a mark of its own. What is likeliest stands last.
///
/// @see Packed
final class UsualFacts {
  private static final String TEXT =
      """
      {"type":["object",{"incarnation":"string","migration":["object",{"app_id":"string","busy\
      ":"bool","checks":["list",["object",{"detail":"string","name":"string","verdict":"string\
      "}]],"dns_changes":["list",["object",{"done":"bool","name":"string","type":"string","val\
      ue":"string"}]],"ended":"bool","expected_downtime":"string","from_region":"string","id":\
      "string","new_app_id":"string","new_name":"string","phase":"string","redirect_until":"st\
      ring","status":"string","to_region":"string","url":"string"}]}],"value":{"incarnation":"\
      ,"migration":{"app_id":"shop","busy":false,"checks":[{"detail":"region eu-central answer\
      s","name":"region","verdict":"ok"},{"detail":"the app stops while its data is moved","na\
      me":"mode","verdict":"ok"},{"detail":"1 database moves with the app","name":"databases",\
      "verdict":"ok"}],"dns_changes":[{"done":false,"name":"shop.example.com","type":"CNAME","\
      value":"shop.eu-central.paas.local"}],"ended":false,"expected_downtime":"1.5s","from_reg\
      ion":"eu-west","id":"shop:eu-central","new_app_id":null,"new_name":null,"phase":"checked\
      ","redirect_until":null,"status":"checked","to_region":"eu-central","url":"https://shop.\
      eu-west.paas.local"}}}{"type":["object",{"applied":["object",{"active":"string"}],"incar\
      nation":"string","view":["object",{"group":["object",{"active":"string","address":"strin\
      g","busy":"bool","dns_populated":"bool","domains":["set","string"],"id":"string","last_s\
      witch":["object",{"downtime":"string","finished_at":"string","from":"string","lost_write\
      s":"number","mode":"string","started_at":"string","to":"string"}],"name":"string","prima\
      ry":["object",{"app_id":"string","healthy":"bool","maintenance":"bool","reachable":"bool\
      "}],"secondary":["object",{"app_id":"string","healthy":"bool","maintenance":"bool","reac\
      hable":"bool"}],"ttl":"string"}],"missing":["map","string"],"replications":["tuple",[["o\
      bject",{"backup":["object",{"frequency":"string","keep":"number"}],"engine":"string","id\
      ":"string","newer_app_id":"string","replica_app_id":"string","replica_writable":"bool","\
      source_app_id":"string","source_writable":"bool","status":"string"}]]]}]}],"value":{"app\
      lied":{"active":"primary"},"incarnation":","view":{"group":{"active":"primary","address"\
      :"shop.failover.local","busy":false,"dns_populated":true,"domains":[],"id":"shop","last_\
      switch":null,"name":"shop","primary":{"app_id":"shop","healthy":true,"maintenance":false\
      ,"reachable":true},"secondary":{"app_id":"shop-standby","healthy":true,"maintenance":tru\
      e,"reachable":true},"ttl":"30s"},"missing":{},"replications":[{"backup":{"frequency":"1h\
      ","keep":3},"engine":"postgresql","id":"shop:shop-standby:postgresql","newer_app_id":nul\
      l,"replica_app_id":"shop-standby","replica_writable":false,"source_app_id":"shop","sourc\
      e_writable":true,"status":"replicating"}]}}}{"type":["object",{"applied":["object",{"sou\
      rce_app_id":"string"}],"incarnation":"string","replication":["object",{"backup":["object\
      ",{"frequency":"string","keep":"number"}],"engine":"string","id":"string","newer_app_id"\
      :"string","replica_app_id":"string","replica_writable":"bool","source_app_id":"string","\
      source_writable":"bool","status":"string"}]}],"value":{"applied":{"source_app_id":"shop"\
      },"incarnation":","replication":{"backup":{"frequency":"1h","keep":3},"engine":"postgres\
      ql","id":"shop:shop-standby:postgresql","newer_app_id":null,"replica_app_id":"shop-stand\
      by","replica_writable":false,"source_app_id":"shop","source_writable":true,"status":"rep\
      licating"}}}{"type":["object",{"app":["object",{"active_in_group":"bool","cloned_from":"\
      string","cloud":"string","databases":["object",{"postgresql":["object",{"role":"string",\
      "writable":"bool"}]}],"environment":"string","failover_group_id":"string","healthy":"boo\
      l","id":"string","maintenance":"bool","name":"string","own_id":"string","reachable":"boo\
      l","region":"string","size":"string","status":"string","url":"string"}],"applied":["obje\
      ct",{"cloud":"string","databases":["list","string"],"environment":"string","maintenance"\
      :"bool","name":"string","region":"string","size":"string"}],"incarnation":"string"}],"va\
      lue":{"app":{"active_in_group":false,"cloned_from":"shop","cloud":"local","databases":{"\
      postgresql":{"role":"empty","writable":true}},"environment":"production","failover_group\
      _id":null,"healthy":true,"id":"shop-standby","maintenance":true,"name":"shop-standby","o\
      wn_id":"app-0000000001-0001","reachable":true,"region":"eu-central","size":"M","status":\
      "maintenance","url":"https://shop-standby.eu-central.paas.local"},"applied":{"cloud":nul\
      l,"databases":null,"environment":null,"maintenance":null,"name":"shop-standby","region":\
      "eu-central","size":null},"incarnation":"}}\
      """;

  private UsualFacts() {}

  /// The text, as bytes.
  static byte[] bytes() {
    return TEXT.getBytes(UTF_8);
  }
}
