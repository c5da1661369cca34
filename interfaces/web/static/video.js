// The room of a meeting by video: browsers send pictures and sound straight to each
// other; the service only tells them where to, and who is there.
"use strict";

const PIECE_MILLISECONDS = 10_000;
const CANDIDATES_TOGETHER = 100;
const RETRY = 2_000;
const FRAME = { width: 960, height: 540, milliseconds: 100 };
const CAMERA = { audio: true, video: { width: { ideal: 640 }, height: { ideal: 360 } } };

const part = (id) => document.getElementById(id);
const room = part("room");
const base = `/api/video/${room.dataset.meeting}`;
const words = JSON.parse(part("room-words").textContent);
const tab = crypto.randomUUID();
const pause = (time) => new Promise((done) => setTimeout(done, time));

let agreeing = 0;
let own = new MediaStream();
let state = null;
let servers = [];
let source = null;
let lastSignal = 0;
let recording = null;
let refresh = Promise.resolve();
const peers = new Map();
const tiles = new Map();

// -- Talking to the service ---------------------------------------------------------

async function ask(path, { method = "POST", json, body } = {}) {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (body !== undefined) headers["Content-Type"] = "application/octet-stream";
  const answer = await fetch(`${base}/${path}`, {
    method, headers, body: body ?? (json === undefined ? undefined : JSON.stringify(json)),
  });
  const said = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.title), { status: answer.status });
  return said;
}

function tell(text) {
  if (part("status").textContent !== text) part("status").textContent = text;
}

async function attempt(doing) {
  part("fault").textContent = "";
  try {
    await doing();
  } catch (fault) {
    part("fault").textContent = fault.status ? fault.message : words.unreached;
  }
}

// -- Coming and going ---------------------------------------------------------------

async function enter() {
  part("enter").disabled = true;
  tell(words.starting);
  try {
    own = await navigator.mediaDevices.getUserMedia(CAMERA);
  } catch {
    part("fault").textContent = words["no-devices"];
  }
  try {
    await arrive();
  } catch (fault) {
    part("enter").disabled = false;
    release();
    tell(`${words.refused} ${fault.status ? fault.message : words.unreached}`);
    return;
  }
  part("before").hidden = true;
  part("inside").hidden = false;
  part("leave").focus();
  for (const [id, kind] of [["mute", "audio"], ["hide", "video"]]) {
    part(id).disabled = !own.getTracks().some((track) => track.kind === kind);
  }
  listen();
}

async function arrive() {
  const joined = await ask("room/arrive", { json: { tab } });
  servers = joined.ice_servers;
  await draw(joined.room);
}

function listen() {
  const path = `/video/${room.dataset.meeting}/stream?tab=${tab}&after=${lastSignal}`;
  source = new EventSource(path);
  source.addEventListener("room", (event) => {
    const told = JSON.parse(event.data);
    refresh = refresh.then(() => draw(told)).catch(lost);
  });
  source.addEventListener("signal", (event) => {
    lastSignal = Number(event.lastEventId);
    const { from, content } = JSON.parse(event.data);
    peerOf(from).hear(JSON.parse(content));
  });
  source.addEventListener("gone", () => finish(words.gone));
  source.addEventListener("elsewhere", () => finish(words.elsewhere));
  source.onerror = async () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    tell(words.unreached);
    await pause(RETRY);
    if (source) await listenAgain();
  };
}

async function listenAgain() {
  try {
    await ask("room", { method: "GET" });
  } catch (fault) {
    if (fault.status === 404) {
      finish(words.gone);
      return;
    }
  }
  listen();
}

function lost(fault) {
  tell(`${words.refused} ${fault.status ? fault.message : words.unreached}`);
}

async function leave() {
  await stopRecorder();
  await attempt(() => ask("room/leave"));
  finish(words.left);
}

function finish(text) {
  source?.close();
  source = null;
  for (const one of [...peers.values()]) one.close();
  stopRecorder();
  release();
  tiles.forEach((tile) => tile.remove());
  tiles.clear();
  part("inside").hidden = true;
  part("after").hidden = false;
  tell(text);
  part("status").focus();
}

function release() {
  own.getTracks().forEach((track) => track.stop());
  own = new MediaStream();
}

function toggle(button, kind) {
  const off = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(off));
  own.getTracks().filter((track) => track.kind === kind)
    .forEach((track) => { track.enabled = !off; });
}

// -- What is seen -------------------------------------------------------------------

async function draw(told) {
  state = told;
  if (told.is_over) return finish(words.over);
  if (!told.is_there) {
    await arrive();
    return;
  }
  const inside = told.people.filter((one) => !one.waits);
  tell(told.waits ? words.waiting : inside.length > 1 ? words.inside : words.alone);
  drawTiles(told.waits ? [] : inside);
  drawWaiting(told.people.filter((one) => one.waits && !one.is_you), told.may_admit);
  part("end").hidden = !told.may_admit;
  part("taking").hidden = told.waits;
  part("recorded").textContent = words[told.recording ? "recording" : "not-recording"];
  const me = told.people.find((one) => one.is_you);
  // What was chosen a moment ago is not known there yet.
  if (!agreeing) part("consent").checked = me.agrees;
  part("record").hidden = told.recording !== null;
  part("record").disabled = !told.may_record;
  part("stop").hidden = told.recording === null;
  const others = inside.filter((one) => !one.is_you && one.tab).map((one) => one.tab);
  for (const other of others) peerOf(other).isKnown = true;
  for (const [other, peer] of peers) {
    // Whose offer came before the news of the person stays until there was this news.
    if (peer.isKnown && !others.includes(other)) peer.close();
  }
  if (recording) await keepTo(told.recording);
}

async function keepTo(recorded) {
  // What was told may have been looked up before the recording began: then ask again.
  if (recorded === recording.id) recording.isKnown = true;
  else if (recording.isKnown) await stopRecorder();
  else setTimeout(() => recording && askAgain().catch(lost), RETRY);
}

async function askAgain() {
  const told = await ask("room", { method: "GET" });
  if (recording) recording.isKnown = true;
  await draw(told);
}

function nameOf(one) {
  const name = one.name ?? words.forgotten;
  return `${name} (${one.is_you ? words.you : words[`side-${one.side}`]})`;
}

function drawTiles(people) {
  for (const [seat, tile] of tiles) {
    if (!people.some((one) => one.seat === seat)) {
      tile.remove();
      tiles.delete(seat);
    }
  }
  for (const one of people) {
    const tile = tiles.get(one.seat) ?? newTile(one);
    tile.querySelector("figcaption").textContent =
      nameOf(one) + (one.agrees ? ` · ${words.agrees}` : "");
    const peer = peers.get(one.tab);
    const video = tile.querySelector("video");
    const stream = one.is_you ? own : peer?.stream ?? null;
    if (video.srcObject !== stream) video.srcObject = stream;
    tile.querySelector("p").textContent = one.is_you ? "" : peer?.standing ?? "";
  }
}

function newTile(one) {
  const tile = document.createElement("figure");
  const video = document.createElement("video");
  Object.assign(video, { autoplay: true, playsInline: true, muted: one.is_you });
  tile.append(video, document.createElement("p"), document.createElement("figcaption"));
  tile.dataset.seat = one.seat;
  tiles.set(one.seat, tile);
  part("tiles").append(tile);
  return tile;
}

function drawWaiting(people, mayAdmit) {
  const list = part("waiting");
  const seats = people.map((one) => one.seat).join();
  if (list.dataset.seats === seats) return;
  list.dataset.seats = seats;
  list.replaceChildren(...people.map((one) => {
    const line = document.createElement("li");
    line.textContent = `${nameOf(one)} ${words.waits} `;
    if (mayAdmit) {
      const button = document.createElement("button");
      button.className = "button";
      button.textContent = words["let-in"];
      button.onclick = () => attempt(() => ask(`room/seats/${one.seat}/admit`));
      line.append(button);
    }
    return line;
  }));
}

// -- From browser to browser: one of the two offers, always the same one -------------
// Where both may offer, one takes its own back, and a browser that does so while it
// looks for its addresses may find none for ever.

class Peer {
  constructor(other) {
    this.other = other;
    this.isKnown = false;
    this.stream = null;
    this.standing = words.connecting;
    this.sending = this.hearing = Promise.resolve();
    this.candidates = [];
    this.line = new RTCPeerConnection({ iceServers: servers });
    if (tab > other) this.line.onnegotiationneeded = () => this.describe();
    this.line.onicecandidate = ({ candidate }) => candidate && this.collect(candidate);
    this.line.ontrack = ({ streams }) => { this.stream = streams[0]; redraw(); };
    this.line.onconnectionstatechange = () => this.changed();
    for (const kind of ["audio", "video"]) {
      const track = own.getTracks().find((one) => one.kind === kind);
      if (track) this.line.addTrack(track, own);
      else this.line.addTransceiver(kind, { direction: "recvonly" });
    }
  }

  async describe() {
    await this.line.setLocalDescription();
    this.send({ description: this.line.localDescription });
  }

  collect(candidate) {
    if (!this.candidates.length) {
      setTimeout(() => this.send({ candidates: this.candidates.splice(0) }),
        CANDIDATES_TOGETHER);
    }
    this.candidates.push(candidate);
  }

  send(content) {
    // One after another: a candidate is worth nothing before its description.
    const json = { to: this.other, content: JSON.stringify(content) };
    this.sending = this.sending.then(() => this.deliver(json));
  }

  async deliver(json) {
    while (peers.get(this.other) === this) {
      try {
        return await ask("room/signals", { json });
      } catch (fault) {
        if (fault.status && fault.status < 500 && fault.status !== 429) return null;
        await pause(RETRY);
      }
    }
    return null;
  }

  hear(content) {
    this.hearing = this.hearing.then(() => this.take(content)).catch(console.error);
  }

  async take({ description, candidates = [] }) {
    if (description) await this.line.setRemoteDescription(description);
    if (description?.type === "offer") await this.describe();
    for (const candidate of candidates) await this.line.addIceCandidate(candidate);
  }

  changed() {
    const { connectionState } = this.line;
    const standings = { connected: "", failed: words.broken, disconnected: words.broken };
    this.standing = standings[connectionState] ?? words.connecting;
    if (connectionState === "failed") this.line.restartIce();
    redraw();
  }

  close() {
    this.line.close();
    peers.delete(this.other);
  }
}

function peerOf(other) {
  if (!peers.has(other)) peers.set(other, new Peer(other));
  return peers.get(other);
}

function redraw() {
  if (state && source) drawTiles(state.waits ? [] : state.people.filter((one) => !one.waits));
  recording?.listen();
}

// -- Recording: everybody's picture and sound, handed in piece by piece ---------------

class Recording {
  constructor(id) {
    this.id = id;
    this.isKnown = false;
    this.number = 0;
    this.handing = Promise.resolve();
    this.heard = new Set();
    this.canvas = Object.assign(document.createElement("canvas"), FRAME);
    this.sound = new AudioContext();
    this.mix = this.sound.createMediaStreamDestination();
    this.drawing = setInterval(() => this.draw(), FRAME.milliseconds);
    const frames = this.canvas.captureStream(1000 / FRAME.milliseconds);
    frames.addTrack(this.mix.stream.getAudioTracks()[0]);
    this.recorder = new MediaRecorder(frames, {
      mimeType: "video/webm;codecs=vp8,opus", videoBitsPerSecond: 600_000,
    });
    this.recorder.ondataavailable = ({ data }) => this.hand(data);
    this.ended = new Promise((done) => { this.recorder.onstop = done; });
    this.draw();
    this.listen();
    this.recorder.start(PIECE_MILLISECONDS);
  }

  draw() {
    const videos = [...part("tiles").querySelectorAll("video")];
    const across = Math.max(1, Math.ceil(Math.sqrt(videos.length)));
    const width = FRAME.width / across;
    const height = FRAME.height / across;
    const pen = this.canvas.getContext("2d");
    pen.fillRect(0, 0, FRAME.width, FRAME.height);
    videos.forEach((video, at) => {
      if (!video.videoWidth) return;
      const fit = Math.min(width / video.videoWidth, height / video.videoHeight);
      const [wide, high] = [video.videoWidth * fit, video.videoHeight * fit];
      const left = (at % across) * width + (width - wide) / 2;
      const top = Math.floor(at / across) * height + (height - high) / 2;
      pen.drawImage(video, left, top, wide, high);
    });
  }

  listen() {
    for (const stream of [own, ...[...peers.values()].map((one) => one.stream)]) {
      if (!stream || this.heard.has(stream.id) || !stream.getAudioTracks().length) continue;
      this.heard.add(stream.id);
      this.sound.createMediaStreamSource(stream).connect(this.mix);
    }
  }

  hand(data) {
    const most = Number(room.dataset.mostPiece);
    for (let from = 0; from < data.size; from += most) {
      const piece = data.slice(from, from + most);
      this.number += 1;
      const path = `recordings/${this.id}/pieces/${this.number}`;
      this.handing = this.handing.then(() => this.deliver(path, piece));
      this.handing.catch(() => recording === this && stopRecorder());
    }
  }

  async deliver(path, body) {
    for (;;) {
      try {
        return await ask(path, body ? { method: "PUT", body } : {});
      } catch (fault) {
        if (fault.status && fault.status < 500 && ![412, 429].includes(fault.status)) {
          throw fault;
        }
        await pause(RETRY);
      }
    }
  }

  async stop() {
    clearInterval(this.drawing);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await this.ended;
    await this.handing;
    await this.deliver(`recordings/${this.id}/keep`);
    await this.sound.close();
  }
}

async function record() {
  const begun = await ask("recordings");
  recording = new Recording(begun.changed[0].id);
  await keepTo(state.recording);
}

async function stopRecorder() {
  if (!recording) return;
  const stopping = recording;
  recording = null;
  part("handing").textContent = words["handing-in"];
  addEventListener("beforeunload", hold);
  await attempt(async () => {
    await stopping.stop();
    part("handing").textContent = words["handed-in"];
  });
  removeEventListener("beforeunload", hold);
}

async function agree() {
  const agrees = part("consent").checked;
  agreeing += 1;
  try {
    await ask("room/consent", { json: { agrees } });
  } catch (fault) {
    part("consent").checked = !agrees;
    throw fault;
  } finally {
    agreeing -= 1;
  }
}

function hold(event) {
  event.preventDefault();
}

part("enter").onclick = enter;
part("leave").onclick = leave;
part("end").onclick = () => attempt(() => ask("end"));
part("mute").onclick = () => toggle(part("mute"), "audio");
part("hide").onclick = () => toggle(part("hide"), "video");
part("consent").onchange = () => attempt(agree);
part("record").onclick = () => attempt(record);
part("stop").onclick = () => attempt(() => ask("recordings/stop"));
part("before").hidden = false;
